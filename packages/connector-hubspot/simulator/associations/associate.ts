import { type Actor, hubspotActor } from '../portal/actor.ts';
import { changeRow, note, touchRow } from '../portal/change-row.ts';
import type { Portal } from '../portal/portal.ts';
import { encodeId } from '../store/record-ids.ts';
import type { AssociationType } from './association-type.ts';
import { isPrimary } from './standard-types.ts';
import { type Ends, reversed } from './links.ts';

const typesById = (portal: Portal, ends: Ends, ids: readonly number[]): AssociationType[] =>
  ids.flatMap((id) => portal.associationTypes.find(ends.from, ends.to, id) ?? []);

const noteSide = (
  portal: Portal,
  ends: Ends,
  { before, actor }: { before: readonly number[]; actor: Actor },
): void => {
  const id = encodeId(ends.toRow);
  const show = (types: readonly number[]): unknown =>
    types.length === 0 ? null : { id, types: [...types] };
  note(
    portal,
    { object: ends.from, row: ends.row },
    {
      actor,
      kind: 'updated',
      field: `associations.${ends.to}`,
      before: show(before),
      after: show(portal.links.typesOf(ends)),
    },
  );
};

/** The property of a contact that names its first company follows its associations. */
const followPrimary = (portal: Portal, ends: Ends): void => {
  const side = ends.from === 'contacts' ? ends : reversed(ends);
  if (side.from !== 'contacts' || side.to !== 'companies') return;
  const first = portal.links
    .of('contacts', side.row, 'companies')
    .find((link) => link.types.includes(1));
  const values = new Map([['associatedcompanyid', first ? encodeId(first.to) : null]]);
  const table = portal.table('contacts');
  if (!table.isLive(side.row)) return;
  const modifiedAt = table.modifiedAt(side.row);
  changeRow(portal, { object: 'contacts', row: side.row }, { values, actor: hubspotActor });
  table.setModifiedAt(side.row, modifiedAt);
};

const replaceTypes = (
  portal: Portal,
  ends: Ends,
  { types, actor }: { types: readonly AssociationType[]; actor: Actor },
): void => {
  const back = reversed(ends);
  const before = [...portal.links.typesOf(ends)];
  const beforeBack = [...portal.links.typesOf(back)];
  if (
    before.join() ===
    types
      .map(({ typeId }) => typeId)
      .toSorted((a, b) => a - b)
      .join()
  )
    return;
  portal.links.set(ends, types);
  noteSide(portal, ends, { before, actor });
  noteSide(portal, back, { before: beforeBack, actor });
  followPrimary(portal, ends);
  if (!portal.random.chance(portal.rules.associationBumps)) return;
  touchRow(portal, { object: ends.from, row: ends.row });
  touchRow(portal, { object: ends.to, row: ends.toRow });
};

/** HubSpot: one primary company at most; a new one takes the label from the old one. */
const demote = (portal: Portal, ends: Ends, actor: Actor): void => {
  const side = ends.to === 'companies' ? ends : reversed(ends);
  for (const link of portal.links.of(side.from, side.row, side.to).slice()) {
    if (link.to === side.toRow || !link.types.some(isPrimary)) continue;
    const other = { ...side, toRow: link.to };
    const types = typesById(
      portal,
      other,
      link.types.filter((id) => !isPrimary(id)),
    );
    replaceTypes(portal, other, { types, actor });
  }
};

const becomesPrimary = (portal: Portal, ends: Ends): boolean => {
  const side = ends.to === 'companies' ? ends : reversed(ends);
  return (
    portal.rules.firstCompanyIsPrimary &&
    side.from !== side.to &&
    portal.links.of(side.from, side.row, side.to).length === 0
  );
};

const primaryOf = (portal: Portal, ends: Ends): AssociationType[] =>
  portal.associationTypes.between(ends.from, ends.to).filter(({ typeId }) => isPrimary(typeId));

/** Gives a pair exactly these labels, and the unlabelled type besides. */
export const associate = (
  portal: Portal,
  ends: Ends,
  { types, actor }: { types: readonly AssociationType[]; actor: Actor },
): void => {
  const unlabelled = portal.associationTypes.default(ends.from, ends.to);
  const labelled = becomesPrimary(portal, ends) ? primaryOf(portal, ends) : [];
  const all = [...new Set([...(unlabelled ? [unlabelled] : []), ...types, ...labelled])];
  if (all.some(({ typeId }) => isPrimary(typeId))) demote(portal, ends, actor);
  replaceTypes(portal, ends, { types: all, actor });
};

/** Takes an association away, all its labels with it. */
export const dissociate = (portal: Portal, ends: Ends, actor: Actor): void =>
  replaceTypes(portal, ends, { types: [], actor });

/** Takes labels from an association; the unlabelled type takes all with it. */
export const removeLabels = (
  portal: Portal,
  ends: Ends,
  { typeIds, actor }: { typeIds: readonly number[]; actor: Actor },
): void => {
  const unlabelled = portal.associationTypes.default(ends.from, ends.to)?.typeId;
  const isAll = unlabelled !== undefined && typeIds.includes(unlabelled);
  const left = portal.links.typesOf(ends).filter((id) => !isAll && !typeIds.includes(id));
  replaceTypes(portal, ends, { types: typesById(portal, ends, left), actor });
};
