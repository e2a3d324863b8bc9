import { associate, dissociate } from '../associations/associate.ts';
import { isPrimary } from '../associations/standard-types.ts';
import { objectTypes } from '../schema/object-type.ts';
import { encodeId } from '../store/record-ids.ts';
import type { Value } from '../store/table.ts';
import type { Actor } from './actor.ts';
import { addRow, moveRow, type RowRef } from './change-row.ts';
import type { Portal } from './portal.ts';
import { originalVersion } from './property-versions.ts';
import { Refusal, refuse } from './refusal.ts';
import { stageOrder } from './stage-order.ts';

/** Two rows of one object type; the first one's values win. */
export interface Merge {
  readonly object: string;
  readonly primary: number;
  readonly other: number;
}

const identityMax = 250;

const listOf = (value: Value): string[] => value?.split(';').filter((part) => part !== '') ?? [];

const joined = (values: readonly string[]): Value =>
  values.length === 0 ? null : [...new Set(values)].join(';');

const furtherValues = (
  portal: Portal,
  { object, primary, other }: Merge,
  [main, further]: readonly [string, string],
): Value => {
  const table = portal.table(object);
  const all = [primary, other].flatMap((row) => [table.get(row, main), table.get(row, further)]);
  const own = table.get(primary, main) ?? table.get(other, main);
  return joined(all.flatMap(listOf).filter((value) => value !== own));
};

const mergedIds = (portal: Portal, { object, primary, other }: Merge): string[] => {
  const table = portal.table(object);
  return [primary, other].flatMap((row) => [
    ...listOf(table.get(row, 'hs_merged_object_ids')),
    encodeId(row),
  ]);
};

const furthestStage = (portal: Portal, { object, primary, other }: Merge): Value => {
  const table = portal.table(object);
  const stages = [primary, other].flatMap((row) => table.get(row, 'lifecyclestage') ?? []);
  return (
    stages.toSorted(
      (one, two) => stageOrder(portal, object, two) - stageOrder(portal, object, one),
    )[0] ?? null
  );
};

const ofContacts = (portal: Portal, merge: Merge): [string, Value][] => {
  const ids = mergedIds(portal, merge);
  const vids = ids.map((id) => `${id}:${portal.now()}`);
  return [
    ['hs_additional_emails', furtherValues(portal, merge, ['email', 'hs_additional_emails'])],
    ['hs_calculated_merged_vids', vids.join(';')],
    ['hs_all_contact_vids', joined([...ids, encodeId(portal.table(merge.object).count)])],
  ];
};

const mergedValues = (portal: Portal, merge: Merge): Map<string, Value> => {
  const { object, primary, other } = merge;
  const table = portal.table(object);
  const names = [...portal.objectSchema(object).properties.keys()].filter(
    (name) => !table.isComputed(name) && !name.startsWith('hs_object_source'),
  );
  const values = new Map<string, Value>(
    names.map((name) => [name, table.get(primary, name) ?? table.get(other, name)]),
  );
  values.set('hs_merged_object_ids', joined(mergedIds(portal, merge)));
  if (portal.property(object, 'lifecyclestage'))
    values.set('lifecyclestage', furthestStage(portal, merge));
  if (object === 'companies')
    values.set(
      'hs_additional_domains',
      furtherValues(portal, merge, ['domain', 'hs_additional_domains']),
    );
  if (object === 'contacts')
    for (const [name, value] of ofContacts(portal, merge)) values.set(name, value);
  return values;
};

/** The new record has the past of the values it took, and the source of the primary one. */
const takePast = (portal: Portal, { object, primary, other }: Merge, row: number): void => {
  const { table, versions } = portal.store(object);
  for (const name of portal.objectSchema(object).properties.keys()) {
    if (name.startsWith('hs_object_source')) table.set(row, name, table.get(primary, name));
    const winner = table.get(primary, name) === null ? other : primary;
    const value = table.get(winner, name);
    if (table.isComputed(name) || value === null || value !== table.get(row, name)) continue;
    const original = originalVersion(table, winner, value);
    const past = versions.get(winner, name) ?? (original ? [original] : []);
    if (past.length > 1 || table.createdAt(winner) !== table.createdAt(row))
      versions.put(row, name, past);
  }
};

/** HubSpot: surplus primary associations are dropped. developers.hubspot.com, read 2026-11-21 */
const moveLinks = (
  portal: Portal,
  { from, to }: { from: RowRef; to: RowRef },
  actor: Actor,
): void => {
  for (const { name: object } of objectTypes) {
    for (const link of portal.links.of(from.object, from.row, object).slice()) {
      const old = { from: from.object, row: from.row, to: object, toRow: link.to };
      const ends = { ...old, row: to.row };
      const held = portal.links.of(to.object, to.row, object);
      const hasPrimary = held.some(({ types }) => types.some(isPrimary));
      const ids = [...portal.links.typesOf(ends), ...link.types];
      const types = portal.associationTypes
        .between(from.object, object)
        .filter(({ typeId }) => ids.includes(typeId))
        .filter(({ typeId }) => !isPrimary(typeId) || !hasPrimary || from.object === 'companies');
      dissociate(portal, old, actor);
      if (object !== from.object || link.to !== to.row) associate(portal, ends, { types, actor });
    }
  }
};

const checkMerge = (portal: Portal, { object, primary, other }: Merge): void => {
  const { type } = portal.table(object);
  if (!type.canMerge) refuse(`Merging is not supported for object type ${type.typeId}`);
  if (primary === other) refuse('Cannot merge an object with itself');
  const identities = [primary, other].flatMap((row) => [
    ...listOf(portal.table(object).get(row, 'hs_additional_emails')),
    encodeId(row),
  ]);
  if (identities.length <= identityMax) return;
  throw new Refusal(414, {
    message: `Cannot have more than ${identityMax} identities on a profile`,
  });
};

/** Makes one record of two: a new one, with an id of its own, that both old ids lead to. */
export const mergeRecords = (portal: Portal, merge: Merge, actor: Actor): RowRef => {
  checkMerge(portal, merge);
  const { object } = merge;
  const { table, mergedInto } = portal.store(object);
  const values = mergedValues(portal, merge);
  const old = [merge.primary, merge.other];
  const createdAt = Math.min(...old.map((row) => table.createdAt(row)));
  for (const row of old)
    moveRow(portal, { object, row }, { state: 'merged', kind: 'merged', actor });
  const ref = addRow(portal, object, { values, actor });
  table.setCreatedAt(ref.row, createdAt);
  takePast(portal, merge, ref.row);
  for (const row of old) {
    mergedInto.set(row, ref.row);
    moveLinks(portal, { from: { object, row }, to: ref }, actor);
  }
  return ref;
};
