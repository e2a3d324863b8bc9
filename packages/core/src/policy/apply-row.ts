import type { FieldValue } from '../contract/index.ts';
import type { MirrorRow, PlatformRecord, Source } from '../platform/index.ts';
import { isEmpty } from './is-empty.ts';
import { type Reader, readValues, type Said } from './read-values.ts';
import { sameValue } from './same-value.ts';
import { valueAt } from './value-at.ts';

/** A platform record with what a CRM record says of it; the same record when nothing differs. */
export const applyRow = (
  record: PlatformRecord,
  row: MirrorRow,
  readers: readonly Reader[],
): PlatformRecord => {
  const source: Source = {
    connectionId: row.connectionId,
    crmObject: row.crmObject,
    crmId: row.id,
  };
  const changes = [...readValues(row, readers)].filter(([key, said]) =>
    isChange(record, { key, said, source }),
  );
  if (changes.length === 0) return record;
  const fields = new Map(Object.entries(record.fields));
  const sources = new Map(Object.entries(record.sources));
  for (const [key, { value }] of changes) {
    setOrClear(fields, key, value);
    setOrClear(sources, key, value === null ? null : source);
  }
  return {
    ...record,
    fields: Object.fromEntries(fields),
    sources: Object.fromEntries(sources),
  };
};

interface Statement {
  readonly key: string;
  readonly said: Said;
  readonly source: Source;
}

const isChange = (record: PlatformRecord, { key, said, source }: Statement): boolean => {
  const held: FieldValue = valueAt(record.fields, key) ?? null;
  if (isEmpty(held)) return !isEmpty(said.value);
  if (said.reader.to.managed !== undefined) return false;
  if (isEmpty(said.value)) return isSame(record.sources[key], source);
  return !sameValue(held, said.value, said.reader.from);
};

/** An empty CRM field takes back only what came from the same record. */
const isSame = (a: Source | undefined, b: Source): boolean =>
  a?.connectionId === b.connectionId && a.crmObject === b.crmObject && a.crmId === b.crmId;

const setOrClear = <T>(values: Map<string, T>, key: string, value: T | null): void => {
  if (value === null) values.delete(key);
  else values.set(key, value);
};
