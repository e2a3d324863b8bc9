import { createSyncError } from '../contract/index.ts';
import type { ReadPage } from '../contract/index.ts';
import type { Checkpoint } from '../ports/index.ts';
import { applyRecords } from './apply-records.ts';
import { checkQuota } from './check-quota.ts';
import type { ConnectionWork, ObjectWork } from './connection-work.ts';
import { relevantFields } from './relevant-fields.ts';

function toCheckpoint(
  work: ConnectionWork,
  object: ObjectWork,
  from: {
    readonly page: ReadPage;
    readonly before: Checkpoint | null;
  },
): Checkpoint {
  const now = work.parts.clock.now();
  return {
    connectionId: work.connection.id,
    crmObject: object.name,
    cursor: from.page.cursor,
    savedAt: now,
    caughtUpAt: from.page.more ? (from.before?.caughtUpAt ?? null) : now,
  };
}

const stopped = (object: ObjectWork) =>
  createSyncError(`read ${object.name}: stopped before the end, goes on from its checkpoint`, {
    code: 'cancelled',
    retry: 'later',
    effect: 'none',
  });

/** Reads what changed of one object since its checkpoint, page by page, until caught up. */
export async function readObject(work: ConnectionWork, object: ObjectWork): Promise<void> {
  const { read } = object.remote;
  if (read === undefined || !object.description.allows.read) return;
  const fields = relevantFields(object, work.mappings);
  let before = await work.parts.store.getCheckpoint(work.connection.id, object.name);
  for (let more = true; more;) {
    if (work.signal.aborted) throw stopped(object);
    checkQuota(work);
    const page = await read.page(work.context, { fields, after: before?.cursor ?? null });
    const checkpoint = toCheckpoint(work, object, { page, before });
    await applyRecords(work, object, { records: page.records, checkpoint });
    work.parts.report({
      event: 'page-apply',
      connectionId: work.connection.id,
      runId: work.run.id,
      object: object.name,
      count: page.records.length,
    });
    before = checkpoint;
    more = page.more;
  }
}
