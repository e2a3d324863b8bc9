import type { Connection, PlatformObject } from '../platform/index.ts';
import type { Run } from '../ports/index.ts';
import type { Answer, EngineParts } from './engine.ts';
import { queuedRun } from './follow-run.ts';
import { noConnection, problem } from './input-problem.ts';
import { connectorOf } from './open-work.ts';

/** What a reprocess is about. */
interface Reprocess {
  readonly object: PlatformObject;
  /** Platform fields whose mapping changed; `null` for all. */
  readonly fields: readonly string[] | null;
}

/** The CRM objects whose mirrored records are planned anew; emails and tasks never (R-TIME-4). */
const objectsFor = (parts: EngineParts, crm: string, object: PlatformObject): string[] =>
  Object.entries(connectorOf(parts, crm).objects)
    .filter(([, { represents }]) => represents === object)
    .filter(() => object !== 'emailMessage' && object !== 'task')
    .map(([name]) => name);

/** Whether a queued run does all that is asked: one on its way has passed records already. */
const covers = (run: Run, names: readonly string[], fields: Reprocess['fields']): boolean =>
  run.position === null &&
  run.objects?.join() === names.join() &&
  (run.fields === null || (fields?.every((field) => run.fields?.includes(field)) ?? false));

/**
 * Queues a reprocess unless one is queued that covers it. A queued one is never changed, for it may
 * be starting elsewhere in this moment: whoever starts one takes the others along.
 */
export async function queueReprocess(
  parts: EngineParts,
  connection: Connection,
  { object, fields }: Reprocess,
): Promise<Run | null> {
  const names = objectsFor(parts, connection.crm, object);
  if (names.length === 0) return null;
  const queued = await parts.store.nextQueuedRun(connection.id, 'reprocess');
  const isCovered = queued !== null && covers(queued, names, fields);
  const run = isCovered
    ? queued
    : queuedRun(parts, connection.id, { kind: 'reprocess', objects: names, fields });
  if (!isCovered) await parts.store.saveRun(run);
  await parts.queue.ring({ work: 'background', connectionId: connection.id });
  return run;
}

/** Queues a reprocess of every field of one kind of record. */
export async function reprocess(
  parts: EngineParts,
  connectionId: string,
  object: PlatformObject,
): Promise<Answer<Run>> {
  const connection = await parts.store.getConnection(connectionId);
  if (connection === null) return noConnection;
  const run = await queueReprocess(parts, connection, { object, fields: null });
  if (run !== null) return { ok: true, value: run };
  return problem({
    field: 'object',
    message: `${object} records are not planned anew`,
    remedy: 'use company, person or opportunity; a mapping of emails holds from the next one on',
  });
}
