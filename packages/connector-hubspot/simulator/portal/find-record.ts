import type { Value } from '../store/table.ts';
import type { Portal } from './portal.ts';
import { refuse } from './refusal.ts';

/** How a request names a record. */
export interface RecordName {
  readonly id: string;
  /** A property whose values are unique; the record's id where left out. */
  readonly idProperty?: string | undefined;
}

/** The live contact that has an address, as its own or a further one; null for none. */
export const contactByEmail = (portal: Portal, email: string): number | null => {
  const table = portal.table('contacts');
  const rows = [
    ...table.rowsWith('email', email),
    ...table.rowsWith('hs_additional_emails', email),
  ];
  return rows.find((row) => table.isLive(row)) ?? null;
};

/** The row that a row became by merging, itself where it was not merged. */
export const followMerges = (portal: Portal, object: string, row: number): number => {
  const { mergedInto } = portal.store(object);
  let current = row;
  for (;;) {
    const next = mergedInto.get(current);
    if (next === undefined) return current;
    current = next;
  }
};

/** Whether two values of a unique property count as one; whole values, also such as look like lists. */
export const isSameUnique = (
  [one, other]: readonly [one: Value, other: Value],
  mindsCase: boolean,
): boolean =>
  mindsCase ? one === other : one?.trim().toLowerCase() === other?.trim().toLowerCase();

const rowByUnique = (portal: Portal, object: string, name: Required<RecordName>): number | null => {
  const property = portal.property(object, String(name.idProperty));
  const { type } = portal.table(object);
  if (!property?.hasUniqueValue)
    refuse(
      `Unable to perform update/upsert by non-unique ${type.typeId} property ${name.idProperty} in portal ID ${portal.id}`,
    );
  const table = portal.table(object);
  const exact = portal.rules.uniqueCaseSensitive;
  const found = table
    .rowsWith(String(name.idProperty), name.id)
    .filter((row) => isSameUnique([table.get(row, String(name.idProperty)), name.id], exact));
  return found.find((row) => table.isLive(row)) ?? null;
};

/** The row that a request names, whatever its state; merges are followed; null where there is none. */
export const findRow = (portal: Portal, object: string, name: RecordName): number | null => {
  const { id, idProperty } = name;
  if (idProperty === undefined) {
    const row = portal.table(object).rowOf(id);
    return row === null ? null : followMerges(portal, object, row);
  }
  if (object === 'contacts' && idProperty === 'email') return contactByEmail(portal, id);
  return rowByUnique(portal, object, { id, idProperty });
};
