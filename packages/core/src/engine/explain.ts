import { checkRecords } from './check-records.ts';
import { describeWrites } from './describe-writes.ts';
import type { Answer, EngineParts } from './engine.ts';
import type { Explanation } from './explanation.ts';
import { noConnection } from './input-problem.ts';
import { openPlanning } from './open-planning.ts';
import { rememberRecords } from './remember-records.ts';
import { requestsFor } from './requests-for.ts';

/** Why a record is, or is not, written to a connection as it is. Throws a `SyncError`. */
export async function explain(
  given: EngineParts,
  connectionId: string,
  recordId: string,
): Promise<Answer<Explanation>> {
  const parts = { ...given, store: rememberRecords(given.store) };
  // Each journey to the database takes its turn beside the sync: what can be asked at once is.
  const [connection, records] = await Promise.all([
    parts.store.getConnection(connectionId),
    parts.store.getRecords([recordId]),
  ]);
  if (connection === null) return noConnection;
  const refused = checkRecords([recordId], records, () => 'recordId');
  if (refused !== null) return refused;
  const [{ work, basis }, requests] = await Promise.all([
    openPlanning(parts, connection),
    requestsFor(parts, connectionId, records),
  ]);
  const { writes } = await describeWrites(work, requests);
  const planned = writes.get(recordId);
  if (planned === undefined) throw new Error('a record that exists was not planned');
  return { ok: true, value: { ...planned, basis } };
}
