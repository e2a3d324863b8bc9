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
  const connection = await parts.store.getConnection(connectionId);
  if (connection === null) return noConnection;
  const records = await parts.store.getRecords([recordId]);
  const refused = checkRecords([recordId], records, () => 'recordId');
  if (refused !== null) return refused;
  const { work, basis } = await openPlanning(parts, connection);
  const { writes } = await describeWrites(work, await requestsFor(work, records));
  const planned = writes.get(recordId);
  if (planned === undefined) throw new Error('a record that exists was not planned');
  return { ok: true, value: { ...planned, basis } };
}
