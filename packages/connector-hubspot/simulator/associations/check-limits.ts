import type { Portal } from '../portal/portal.ts';
import { refuse } from '../portal/refusal.ts';
import type { AssociationType } from './association-type.ts';
import { type Ends, reversed } from './links.ts';

const checkSide = (portal: Portal, ends: Ends, typeIds: readonly number[]): void => {
  const others = portal.links
    .of(ends.from, ends.row, ends.to)
    .filter(({ to }) => to !== ends.toRow && portal.table(ends.to).isLive(to));
  for (const typeId of typeIds) {
    const max = portal.associationLimits.get(typeId) ?? Infinity;
    const held = others.filter(({ types }) => types.includes(typeId)).length;
    if (held >= max)
      refuse(`Associations of type ${typeId} are limited to ${max}`, {
        subCategory: 'crm.associations.ASSOCIATION_LIMIT_EXCEEDED',
        context: { associationTypeId: [String(typeId)], limit: [String(max)] },
      });
  }
};

/** Refuses an association beyond what an administrator allows of its types, in either direction. HubSpot: developers.hubspot.com changelog, read 2026-11-22 (the words are assumed) */
export const checkLimits = (
  portal: Portal,
  ends: Ends,
  types: readonly AssociationType[],
): void => {
  if (portal.associationLimits.size === 0) return;
  const unlabelled = portal.associationTypes.default(ends.from, ends.to);
  const all = [...(unlabelled ? [unlabelled] : []), ...types];
  checkSide(
    portal,
    ends,
    all.map(({ typeId }) => typeId),
  );
  checkSide(
    portal,
    reversed(ends),
    all.map(({ inverseId }) => inverseId),
  );
};
