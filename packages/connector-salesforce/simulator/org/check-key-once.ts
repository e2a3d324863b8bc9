import type { SimObject } from '../schema/schema.ts';
import { toFullId } from '../store/record-ids.ts';
import { normalizerOf } from '../store/table.ts';
import { refuse } from './record-error.ts';

/** Refuses every record of an upsert whose key another one of the same call has too. Stack Exchange 104048 and help.salesforce.com 000384876, read 2026-11-22 */
export const checkKeyOnce = (
  object: SimObject,
  name: string,
  keys: readonly (string | null)[],
): ((key: string) => void) => {
  const field = object.fields[object.indexOf(name) ?? -1];
  const isId = field?.type === 'id';
  const spell = (key: string): unknown =>
    isId ? (toFullId(key) ?? key) : field ? normalizerOf(field)(key) : key;
  const counts = new Map<unknown, number>();
  for (const key of keys) {
    if (key !== null) counts.set(spell(key), (counts.get(spell(key)) ?? 0) + 1);
  }
  return (key) => {
    if ((counts.get(spell(key)) ?? 0) < 2) return;
    const what = isId ? 'id' : 'external id';
    const fields = [field?.name ?? name];
    refuse('DUPLICATE_VALUE', `Duplicate ${what} specified: ${key}`, { fields });
  };
};
