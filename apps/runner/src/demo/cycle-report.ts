import type { Connection } from '@concord/core/platform';
import { noCounts, type Run, type RunCounts, type Store } from '@concord/core/ports';

/** What one cycle did to the records of one CRM object. */
export interface ObjectReport extends RunCounts {
  readonly object: string;
  /** Why records were left out, and how many. */
  readonly reasons: readonly { readonly reason: string; readonly count: number }[];
}

/** What one cycle did for one connection. */
export interface CycleReport {
  readonly crm: string;
  readonly objects: readonly ObjectReport[];
  readonly apiCalls: number;
}

const countNames = Object.keys(noCounts) as (keyof RunCounts)[];

const addCounts = (one: RunCounts, other: RunCounts): RunCounts =>
  Object.fromEntries(
    countNames.map((name) => [name, one[name] + other[name]]),
  ) as unknown as RunCounts;

const countsOf = (runs: readonly Run[], object: string): RunCounts =>
  runs.map(({ counts }) => counts[object] ?? noCounts).reduce(addCounts, noCounts);

const reportObject = async (
  store: Store,
  connection: Connection,
  work: { readonly runs: readonly Run[]; readonly object: string },
): Promise<ObjectReport> => {
  const { runs, object } = work;
  const at = { connectionId: connection.id, crmObject: object };
  const reasons = (await store.countReasons(connection.id))
    .filter(({ crmObject, reason }) => crmObject === object && reason !== 'nothing-to-write')
    .map(({ reason, count }) => ({ reason, count }));
  return {
    object,
    ...countsOf(runs, object),
    reasons,
    // As it stands at the end: what failed and was repeated by itself has not failed.
    skipped: reasons.reduce((sum, { count }) => sum + count, 0),
    failed: await store.countOutcomes({ ...at, statuses: ['failed'] }),
    waiting: await store.countOutcomes({ ...at, statuses: ['waiting'] }),
  };
};

/** A reprocess goes through records that were read before. */
const isOfCycle = ({ kind }: Run): boolean => kind === 'read' || kind === 'write';

/** Adds up the runs of a cycle, beside what its outcomes are at the end. */
export const reportCycle = async (
  store: Store,
  connection: Connection,
  runs: readonly Run[],
): Promise<CycleReport> => {
  const cycle = runs.filter(isOfCycle);
  const objects = [...new Set(cycle.flatMap(({ counts }) => Object.keys(counts)))];
  return {
    crm: connection.crm,
    objects: await Promise.all(
      objects.map((object) => reportObject(store, connection, { runs: cycle, object })),
    ),
    apiCalls: runs.reduce((sum, run) => sum + run.apiCalls, 0),
  };
};
