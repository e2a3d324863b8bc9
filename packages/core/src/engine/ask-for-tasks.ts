import { toInstant } from '../contract/index.ts';
import type { Instant } from '../contract/index.ts';
import type { PlatformRecord } from '../platform/index.ts';
import type { PlannedPage } from '../policy/index.ts';
import type { NewWriteRequest } from '../ports/index.ts';
import type { ConnectionWork } from './connection-work.ts';

/** Whether the task was completed by its own record in this connection, which needs no telling. */
const isOwn = (work: ConnectionWork, { context }: PlannedPage, task: PlatformRecord): boolean => {
  const source = task.sources['status'];
  return context.links.some(
    ({ recordId, crmId, connectionId }) =>
      connectionId === work.connection.id && recordId === task.id && crmId === source?.crmId,
  );
};

function toRequest(
  work: ConnectionWork,
  task: PlatformRecord,
  to: { readonly connectionId: string; readonly dueAt: Instant },
): NewWriteRequest {
  return {
    id: work.parts.random.id(),
    connectionId: to.connectionId,
    object: 'task',
    recordId: task.id,
    defaults: {},
    trigger: { play: null, sequence: null },
    dueAt: to.dueAt,
    createdAt: work.parts.clock.now(),
  };
}

/** Longer than the storing of a page takes. */
const storingMs = 60_000;

/**
 * Asks for the writing of tasks that a page completes: a call that a dialer logged closes the task
 * we wrote for it. Asked before the page is stored, due only later, lest a crash in between loses
 * it; and asked again when it is stored, for another connection may write in that very moment.
 */
export async function askForTasks(
  work: ConnectionWork,
  page: PlannedPage,
  moment: 'before' | 'stored',
): Promise<void> {
  const tasks = page.plan.platform.filter(({ object }) => object === 'task');
  if (tasks.length === 0) return;
  const waitMs = moment === 'stored' ? 0 : storingMs;
  const dueAt = toInstant(Date.parse(work.parts.clock.now()) + waitMs);
  const writing = (await work.parts.store.listSwitches()).filter((one) => one.writing);
  const requests = tasks.flatMap((task) =>
    writing
      .filter(({ id }) => id !== work.connection.id || !isOwn(work, page, task))
      .map(({ id }) => toRequest(work, task, { connectionId: id, dueAt })),
  );
  if (requests.length > 0) await work.parts.store.saveAndRequest([], requests);
}
