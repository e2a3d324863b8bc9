import type { PlatformObject } from '../platform/index.ts';
import type { PlanningWork } from './connection-work.ts';
import type { WrittenObject } from './plan-requests.ts';

/** Dependents before what they hang on, which is removed only when nothing hangs on it. */
export const undoOrder = [
  'task',
  'emailMessage',
  'person',
  'company',
] as const satisfies WrittenObject[];

const pageSize = 500;

/** Whether undos that come before those of a kind are not settled yet, as after a lost answer. */
export async function waitsForOthers(
  { parts, connection }: PlanningWork,
  kind: PlatformObject,
): Promise<boolean> {
  const earlier = new Set<PlatformObject>(
    undoOrder.slice(
      0,
      undoOrder.findIndex((one) => one === kind),
    ),
  );
  for (let after: string | null = null; ;) {
    const query = { connectionId: connection.id, first: pageSize, after };
    const page = await parts.store.listOpenRequests(query);
    const isEarlier = page.items.some(
      ({ item }) => item.undoes.length > 0 && earlier.has(item.object),
    );
    if (isEarlier) return true;
    after = page.items.at(-1)?.cursor ?? null;
    if (!page.hasNext || after === null) return false;
  }
}
