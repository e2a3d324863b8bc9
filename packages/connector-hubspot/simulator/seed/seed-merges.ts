import { personActor } from '../portal/actor.ts';
import { mergeRecords } from '../portal/merge-records.ts';
import { encodeId } from '../store/record-ids.ts';
import { pickRow } from './live-rows.ts';
import type { SeedContext } from './plant-record.ts';

/** Merges a few records: old ids by the one they lead to. Every other merge takes up an earlier one. */
export const seedMerges = (context: SeedContext, object: string): ReadonlyMap<string, string> => {
  const { portal, random, users } = context;
  const table = portal.table(object);
  const count = Math.floor(table.count / 300);
  const merged = new Map<string, string>();
  let last: number | null = null;
  for (let index = 0; index < count; index += 1) {
    const primary: number | null = index % 4 === 3 ? last : pickRow(random, table);
    const other = pickRow(random, table);
    if (primary === null || other === null || primary === other) continue;
    const latest = Math.max(table.modifiedAt(primary), table.modifiedAt(other));
    const actor = personActor(users.person);
    const { row } = mergeRecords(portal, { object, primary, other }, actor);
    table.setModifiedAt(row, latest + 60_000);
    last = row;
    for (const [old, survivor] of merged)
      if (survivor === encodeId(primary) || survivor === encodeId(other))
        merged.set(old, encodeId(row));
    for (const old of [primary, other]) merged.set(encodeId(old), encodeId(row));
  }
  return merged;
};
