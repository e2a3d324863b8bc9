import type { FieldValue } from '../contract/index.ts';
import type { MirrorRow, PlatformRecord, Source } from '../platform/index.ts';
import { isEmpty } from './is-empty.ts';
import { type Reader, readValues, type Said } from './read-values.ts';
import { sameValue } from './same-value.ts';
import { isForeign, isSameSource, sourceOf } from './source-of.ts';

/** A CRM record that speaks, and what the mirror held of it; `null` for one that is new to it. */
export interface Speaker {
  readonly row: MirrorRow;
  readonly known: MirrorRow | null;
}

/** A platform record with what a CRM record says of it; the same record when nothing differs. */
export const applyRow = (
  record: PlatformRecord,
  speaker: Speaker,
  readers: readonly Reader[],
): PlatformRecord => {
  const source = sourceOf(speaker.row);
  const isNews = newsIn(speaker, readers);
  const changes = readValues(speaker.row, readers).filter((said) =>
    isChange(said, { record, source, isNews }),
  );
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

interface Listening {
  readonly record: PlatformRecord;
  readonly source: Source;
  readonly isNews: (said: Said) => boolean;
}

const isChange = (said: Said, { record, source, isNews }: Listening): boolean => {
  const { value } = said;
  const { to, from } = said.reader;
  const held = record.fields[to.key] ?? null;
  if (isEmpty(held)) return !isEmpty(value);
  if (to.managed !== undefined) return false;
  // An empty CRM field takes back only what came from the same record.
  if (isEmpty(value)) return isSameSource(record.sources[to.key], source);
  if (sameValue(held, value, from)) return false;
  // Two CRMs that differ would otherwise take turns, each as often as it is read.
  return !isForeign(record.sources[to.key], source) || isNews(said);
};

/** Whether a value is another one than the mirror held; what it did not hold is not proven to be. */
const newsIn =
  ({ known }: Speaker, readers: readonly Reader[]) =>
  ({ reader, value }: Said): boolean => {
    if (known === null) return true;
    const before = readValues(known, readers).find((one) => one.reader.to === reader.to);
    return before !== undefined && !sameValue(before.value, value, reader.from);
  };
