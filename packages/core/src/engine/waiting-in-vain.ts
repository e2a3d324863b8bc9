import type { PlanningWork } from './connection-work.ts';
import type { TargetPlan } from './plan-target.ts';

/**
 * People who go on waiting for a company that nobody asks for any more, as when an undo overtook
 * that or somebody removed it since. One that is refused until a person acts is asked for still.
 */
export async function waitingInVain(
  work: PlanningWork,
  plans: readonly TargetPlan[],
): Promise<TargetPlan[]> {
  const again = plans.filter(
    ({ kind, target }) => kind === 'wait' && target.request.state === 'waiting',
  );
  const recordIds = [...new Set(again.flatMap(({ target }) => target.record.companyId ?? []))];
  if (recordIds.length === 0) return [];
  const connectionId = work.connection.id;
  const query = { connectionId, recordIds, first: recordIds.length, after: null };
  const { items } = await work.parts.store.listOpenRequests(query);
  const asked = new Set(items.map(({ item }) => item.recordId));
  return again.filter(({ target }) => !asked.has(target.record.companyId ?? ''));
}
