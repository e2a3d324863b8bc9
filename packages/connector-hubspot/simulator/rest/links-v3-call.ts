import type { AssociationType } from '../associations/association-type.ts';
import { dissociate, removeLabels } from '../associations/associate.ts';
import type { Ends } from '../associations/links.ts';
import { refuse } from '../portal/refusal.ts';
import { encodeId } from '../store/record-ids.ts';
import type { ApiCall } from './api-types.ts';
import { endTypes, liveRow, tie } from './association-call.ts';

/** The type of a name or id. */
export const typeOfName = (call: ApiCall, name: string): AssociationType => {
  const { from, to } = endTypes(call);
  const known = call.portal.associationTypes.between(from.name, to.name);
  const found = known.find((type) => type.name === name || String(type.typeId) === name);
  return (
    found ?? refuse(`${name} is not a valid association type between ${from.name} and ${to.name}`)
  );
};

/** The associations of a row, one entry a type. */
export const linksOf = (call: ApiCall, row: number): { id: string; type: string }[] => {
  const { from, to } = endTypes(call);
  return call.portal.links.of(from.name, row, to.name).flatMap((link) =>
    call.portal.table(to.name).isLive(link.to)
      ? link.types.map((typeId) => ({
          id: encodeId(link.to),
          type: call.portal.associationTypes.find(from.name, to.name, typeId)?.name ?? '',
        }))
      : [],
  );
};

/** Gives a pair a type beside those it has. */
export const addType = (call: ApiCall, ends: Ends, type: AssociationType): void => {
  const held = call.portal.links
    .typesOf(ends)
    .flatMap((id) => call.portal.associationTypes.find(ends.from, ends.to, id) ?? []);
  tie(call, ends, [...held, type]);
};

/** Takes a customer's label from a pair, or with a type of HubSpot's all that ties it (assumed). */
export const unlink = (
  call: ApiCall,
  [id, toId]: readonly [string, string],
  { typeId, category }: AssociationType,
): void => {
  const { from, to } = endTypes(call);
  const [row, toRow] = [liveRow(call, from, id), liveRow(call, to, toId)];
  if (row === null || toRow === null) return;
  const ends = { from: from.name, row, to: to.name, toRow };
  const { actor } = call.saving;
  if (category === 'USER_DEFINED') removeLabels(call.portal, ends, { typeIds: [typeId], actor });
  else dissociate(call.portal, ends, actor);
};
