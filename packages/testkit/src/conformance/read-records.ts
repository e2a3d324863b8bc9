import assert from 'node:assert/strict';
import type {
  Context,
  Cursor,
  FieldNames,
  ReadPage,
  RemoteId,
  RemoteRecord,
  RemovedPage,
} from '@concord/core/contract';
import type { Trial } from './audit.ts';

/** More pages than any audit fills; a read that goes on is in a loop. */
const pagesMost = 500;

type Reader = Trial<'read'>;

/** The fields that audits read: those of a sample record, and its two fields for text. */
export const fieldsOf = ({ sample }: Pick<Trial, 'sample'>): string[] => [
  ...Object.keys(sample.record(0)),
  ...sample.text,
];

/** One page after the cursor. */
export const readPage = (
  trial: Reader,
  after: Cursor | null,
  context: Context = trial.sandbox.context(),
): Promise<ReadPage> => trial.read.page(context, { fields: fieldsOf(trial), after });

/** Pages after the cursor until the connector has caught up. */
export const readPages = async (
  trial: Reader,
  after: Cursor | null = null,
  context: Context = trial.sandbox.context(),
): Promise<[ReadPage, ...ReadPage[]]> => {
  const first = await readPage(trial, after, context);
  const pages: [ReadPage, ...ReadPage[]] = [first];
  for (let last = first; last.more; pages.push(last)) {
    assert.ok(pages.length < pagesMost, 'the read does not end');
    last = await readPage(trial, last.cursor, context);
  }
  return pages;
};

/** What a read brought. */
export interface Reading {
  readonly records: readonly RemoteRecord[];
  /** The last record of each id: what an engine would hold after the read. */
  readonly latest: ReadonlyMap<RemoteId, RemoteRecord>;
  readonly cursor: Cursor;
}

/** What the pages amount to. */
export const toReading = (pages: readonly [ReadPage, ...ReadPage[]]): Reading => {
  const records = pages.flatMap((page) => page.records);
  return {
    records,
    latest: new Map(records.map((record) => [record.id, record])),
    cursor: (pages.at(-1) ?? pages[0]).cursor,
  };
};

/** Reads after the cursor until the connector has caught up. */
export const readOn = async (
  trial: Reader,
  after: Cursor | null = null,
  context: Context = trial.sandbox.context(),
): Promise<Reading> => toReading(await readPages(trial, after, context));

/** Every removed record that the CRM keeps apart from its changes, page by page. */
export const readRemovals = async (
  { read, sandbox }: Reader,
  fields: FieldNames,
): Promise<RemoteRecord[]> => {
  const records: RemoteRecord[] = [];
  let after: RemoteId | null = null;
  for (let count = 0; read.removals && (count === 0 || after !== null); count += 1) {
    assert.ok(count < pagesMost, 'the bin does not end');
    const page: RemovedPage = await read.removals(sandbox.context(), { fields, after });
    records.push(...page.records);
    ({ after } = page);
  }
  return records;
};

/** Reads after the cursor, and whatever the CRM keeps in its bin. */
export const readWithBin = async (trial: Reader, after: Cursor | null = null): Promise<Reading> => {
  const reading = await readOn(trial, after);
  const records = [...reading.records, ...(await readRemovals(trial, fieldsOf(trial)))];
  const latest = new Map(records.map((record) => [record.id, record]));
  return { records, latest, cursor: reading.cursor };
};

/** Lets the CRM's clock pass the time that a committed change may stay invisible. */
export const settle = ({ sandbox, read }: Reader): Promise<void> =>
  sandbox.advance(read.settleMs + 2000);

/** Seeds `count` valid records, numbered from `from`, and lets them settle. */
export const seedSettled = async (trial: Reader, count: number, from = 0): Promise<RemoteId[]> => {
  const ids = await seedRecords(trial, count, from);
  await settle(trial);
  return ids;
};

/** Seeds `count` valid records, numbered from `from`. */
export const seedRecords = (trial: Trial, count: number, from = 0): Promise<RemoteId[]> =>
  trial.sandbox.seed(
    trial.name,
    Array.from({ length: count }, (_, at) => trial.sample.record(from + at)),
  );

/** Fails unless every id was read. */
export const assertAllRead = (
  reading: Pick<Reading, 'latest'>,
  ids: readonly RemoteId[],
  when: string,
): void => {
  const missing = ids.filter((id) => !reading.latest.has(id));
  assert.equal(missing.length, 0, `${missing.length} of ${ids.length} records missed ${when}`);
};
