import assert from 'node:assert/strict';
import {
  isSyncError,
  type Context,
  type Draft,
  type Fields,
  type MatchKey,
  type MatchRequest,
  type RemoteId,
  type RemoteRecord,
  type SyncError,
  type WriteResult,
} from '@concord/core/contract';
import type { Trial } from './audit.ts';
import { fieldsOf } from './read-records.ts';
import type { HistoryEntry, WireCall } from './sandbox.ts';

type Writer = Trial<'write'>;

/** What a call answered, or the error that it failed with as a whole. */
export type Attempt<Result> = { readonly results: Result } | { readonly thrown: SyncError };

/** Waits for a call; an error that is no `SyncError` fails the audit. */
export const attempt = async <Result>(call: () => Promise<Result>): Promise<Attempt<Result>> => {
  try {
    return { results: await call() };
  } catch (error) {
    assert.ok(isSyncError(error), `threw ${String(error)}, which is no SyncError`);
    return { thrown: error };
  }
};

/** The error a call failed with; fails the audit when it answered. */
export const refusalOf = async (call: () => Promise<unknown>, when: string): Promise<SyncError> => {
  const tried = await attempt(call);
  assert.ok('thrown' in tried, `answered as if nothing were wrong ${when}`);
  return tried.thrown;
};

/** The errors of a write: one that it threw, or those of its refused records. */
export const errorsOf = async (call: () => Promise<WriteResult[]>): Promise<SyncError[]> => {
  const tried = await attempt(call);
  if ('thrown' in tried) return [tried.thrown];
  return tried.results.flatMap((result) => (result.ok ? [] : [result.error]));
};

/** The ids of records that were all written. */
export const idsOf = (results: readonly WriteResult[]): RemoteId[] =>
  results.map((result, at) => {
    assert.ok(result.ok, `record ${at} was refused: ${result.ok ? '' : result.error.message}`);
    return result.id;
  });

/** Lets the CRM's clock pass the time for which a match may miss a record just written. */
export const passLag = async ({ sandbox, write }: Writer): Promise<void> => {
  if (write.matchLagMs > 0) await sandbox.advance(write.matchLagMs);
};

/** Seeds records that a match finds. */
export const seedFindable = async (
  trial: Writer,
  records: readonly Fields[],
): Promise<RemoteId[]> => {
  const ids = await trial.sandbox.seed(trial.name, records);
  await passLag(trial);
  return ids;
};

/** The platform's id that the draft of this number carries. */
export const uniqueKeyOf = (number: number): string => `platform-${number}`;

/** A valid draft with its unique key. */
export const draftOf = (trial: Writer, number: number, more: Fields = {}): Draft => ({
  fields: {
    ...trial.sample.record(number),
    [trial.write.uniqueKeyField]: uniqueKeyOf(number),
    ...more,
  },
});

/** Creates one record and answers its id. */
export const createOne = async (trial: Writer, number: number): Promise<RemoteId> => {
  const results = await trial.write.create.call(trial.sandbox.context(), [draftOf(trial, number)]);
  assert.equal(results.length, 1);
  const [id] = idsOf(results);
  assert.ok(id);
  return id;
};

const keyFieldsOf = ({ object, write }: Writer): MatchRequest['keyFields'] => ({
  email: object.keyFields.email ?? [],
  domain: object.keyFields.domain ?? [],
  'message-id': object.keyFields['message-id'] ?? [],
  'unique-key': [write.uniqueKeyField],
});

/** Matches the keys, reading the audits' fields. */
export const matchKeys = (
  trial: Writer,
  keys: readonly MatchKey[],
  context: Context = trial.sandbox.context(),
): Promise<RemoteRecord[][]> =>
  trial.write.match(context, { keys, fields: fieldsOf(trial), keyFields: keyFieldsOf(trial) });

/** The ids that one key finds, in order of id. */
export const matchIds = async (trial: Writer, key: MatchKey): Promise<RemoteId[]> => {
  const [candidates] = await matchKeys(trial, [key]);
  assert.ok(candidates, 'no result for the key');
  return candidates.map((candidate) => candidate.id).toSorted();
};

/** The one record of an id, which must be there. */
export const getOne = async (trial: Writer, id: RemoteId): Promise<RemoteRecord> => {
  const records = await trial.write.get(trial.sandbox.context(), {
    ids: [id],
    fields: fieldsOf(trial),
  });
  assert.equal(records.length, 1);
  const [record] = records;
  assert.ok(record, 'get does not see a record that is there');
  return record;
};

/** Creations of the object's records by us, as the CRM recorded them. */
export const createdByUs = async ({ sandbox, name }: Trial): Promise<RemoteId[]> => {
  const entries = await sandbox.history();
  const created = entries.filter(
    (entry) => entry.by === 'us' && entry.object === name && entry.kind === 'created',
  );
  return [...new Set(created.map((entry) => entry.id))];
};

/** What happened in the CRM while `work` ran. */
export const during = async (
  { sandbox }: Trial,
  work: () => Promise<unknown>,
): Promise<{ changes: readonly HistoryEntry[]; calls: readonly WireCall[] }> => {
  const [changesBefore, callsBefore] = [await sandbox.history(), await sandbox.wire()];
  await work();
  return {
    changes: (await sandbox.history()).slice(changesBefore.length),
    calls: (await sandbox.wire()).slice(callsBefore.length),
  };
};

/** Requests that may change records. */
export const mutationsOf = (calls: readonly WireCall[]): readonly WireCall[] =>
  calls.filter((call) => call.kind === 'write');
