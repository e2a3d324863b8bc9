import type { PlanningWork } from './connection-work.ts';
import type { WriteTarget } from './write-target.ts';

/** Outcomes of a company looked at: one for each connection, and then some. */
const outcomesMax = 20;

/**
 * Companies of people who are in the CRM, whose own creation is waiting: it is tried again, or
 * its answer is lost.
 */
export async function companiesOnTheirWay(
  work: PlanningWork,
  targets: readonly WriteTarget[],
): Promise<ReadonlySet<string>> {
  const lacking = targets.filter((one) => one.candidates.length > 0 && one.companyLink === null);
  const ids = [...new Set(lacking.flatMap(({ record }) => record.companyId ?? []))];
  if (ids.length === 0) return new Set();
  const outcomes = await work.parts.store.outcomesOf(ids, outcomesMax);
  const { id } = work.connection;
  const retried = outcomes.filter((one) => one.connectionId === id && one.status === 'waiting');
  return new Set(retried.flatMap(({ recordId }) => recordId ?? []));
}
