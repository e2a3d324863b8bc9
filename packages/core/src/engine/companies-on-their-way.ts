import type { ConnectionWork } from './connection-work.ts';
import type { WriteTarget } from './write-target.ts';

/** Outcomes of a company looked at: one for each connection, and then some. */
const outcomesMax = 20;

/**
 * Companies of people who are in the CRM, that are not there themselves but come by themselves: a
 * call is open, or is made again.
 */
export async function companiesOnTheirWay(
  work: ConnectionWork,
  targets: readonly WriteTarget[],
): Promise<ReadonlySet<string>> {
  const lacking = targets.filter((one) => one.candidates.length > 0 && one.companyLink === null);
  const ids = [...new Set(lacking.flatMap(({ record }) => record.companyId ?? []))];
  if (ids.length === 0) return new Set();
  const { store } = work.parts;
  const { id } = work.connection;
  const plans = await store.openPlans(id);
  const outcomes = await store.outcomesOf(ids, outcomesMax);
  const retried = outcomes.filter((one) => one.connectionId === id && one.status === 'waiting');
  const coming = new Set([...plans, ...retried].map(({ recordId }) => recordId));
  return new Set(ids.filter((companyId) => coming.has(companyId)));
}
