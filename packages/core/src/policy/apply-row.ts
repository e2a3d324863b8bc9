import type { FieldValue } from '../contract/index.ts';
import type { MirrorRow, PlatformRecord, Source } from '../platform/index.ts';
import { isEmpty } from './is-empty.ts';
import { type Reader, readValues, type Said } from './read-values.ts';
import { sameValue } from './same-value.ts';
import { isSameSource, sourceOf } from './source-of.ts';

/** A platform record with what a CRM record says of it; the same record when nothing differs. */
export const applyRow = (
  record: PlatformRecord,
  row: MirrorRow,
  readers: readonly Reader[],
): PlatformRecord => {
  const source = sourceOf(row);
  const changes = readValues(row, readers).filter((said) => isChange(record, said, source));
  if (changes.length === 0) return record;
  const fields: Record<string, FieldValue> = { ...record.fields };
  const sources: Record<string, Source> = { ...record.sources };
  for (const { reader, value } of changes) {
    const { key } = reader.to;
    if (value === null) {
      delete fields[key];
      delete sources[key];
    } else {
      fields[key] = value;
      sources[key] = source;
    }
  }
  return { ...record, fields, sources };
};

const isChange = (record: PlatformRecord, { reader, value }: Said, source: Source): boolean => {
  const { to, from } = reader;
  const held = record.fields[to.key] ?? null;
  if (isEmpty(held)) return !isEmpty(value);
  if (to.managed !== undefined) return false;
  // An empty CRM field takes back only what came from the same record.
  if (isEmpty(value)) return isSameSource(record.sources[to.key], source);
  return !sameValue(held, value, from);
};
