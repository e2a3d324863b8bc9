import type { PlatformRecord } from '../platform/index.ts';
import type { ListPage, WriteRequest } from '../ports/index.ts';
import { checkRecords } from './check-records.ts';
import { describeWrites } from './describe-writes.ts';
import type { Answer, EngineParts } from './engine.ts';
import type { PlannedPage } from './explanation.ts';
import { noConnection } from './input-problem.ts';
import { openPlanning } from './open-planning.ts';
import { predictCalls } from './predict-calls.ts';
import { rememberRecords } from './remember-records.ts';
import { requestsFor } from './requests-for.ts';

/** Which records a plan is asked for; `null` for those that are asked to be written, or undone. */
export interface PlanQuery {
  readonly recordIds: readonly string[] | null;
  readonly first: number;
  /** Cursor of the record before the page; `null` for the first page. */
  readonly after: string | null;
}

/** The requests of the records named, a page of them in the order named. */
async function requestsOfNamed(
  { parts, connectionId }: { readonly parts: EngineParts; readonly connectionId: string },
  records: readonly PlatformRecord[],
  { recordIds, first, after }: PlanQuery,
): Promise<ListPage<WriteRequest>> {
  const ids = [...new Set(recordIds)];
  const start = after === null ? 0 : ids.indexOf(after) + 1;
  const page = new Set(ids.slice(start, start + first));
  const known = new Map(records.map((record) => [record.id, record]));
  const asked = [...page].flatMap((id) => known.get(id) ?? []);
  const requests = await requestsFor(parts, connectionId, asked);
  const items = requests.map((item) => ({ cursor: item.recordId, item }));
  return { items, hasNext: start + first < ids.length };
}

/** What the next write would do for some records, or for all that is asked for. Throws a `SyncError`. */
export async function planAhead(
  given: EngineParts,
  connectionId: string,
  query: PlanQuery,
): Promise<Answer<PlannedPage>> {
  const parts = { ...given, store: rememberRecords(given.store) };
  const { store } = parts;
  const { recordIds, first, after } = query;
  const [connection, named] = await Promise.all([
    store.getConnection(connectionId),
    store.getRecords(recordIds ?? []),
  ]);
  if (connection === null) return noConnection;
  const refused = checkRecords(recordIds ?? [], named, (at) => `recordIds.${at}`);
  if (refused !== null) return refused;
  const [{ work, basis }, page] = await Promise.all([
    openPlanning(parts, connection),
    recordIds === null
      ? store.listOpenRequests({ connectionId, first, after })
      : requestsOfNamed({ parts, connectionId }, named, query),
  ]);
  const { writes, calls } = await describeWrites(
    work,
    page.items.map(({ item }) => item),
  );
  const items = page.items.flatMap(({ cursor, item: { recordId } }) => {
    const item = writes.get(recordId);
    return item === undefined ? [] : [{ cursor, item }];
  });
  return {
    ok: true,
    value: { items, hasNext: page.hasNext, basis, apiCalls: predictCalls(calls) },
  };
}
