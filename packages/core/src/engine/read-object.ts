import { createSyncError } from '../contract/index.ts';
import type { Cursor, ReadPage } from '../contract/index.ts';
import type { Checkpoint, MirrorRow } from '../ports/index.ts';
import { applyRows } from './apply-rows.ts';
import { planPage } from './plan-page.ts';
import type { PlannedPage } from './plan-page.ts';
import { checkQuota } from './check-quota.ts';
import type { ConnectionWork, ObjectWork } from './connection-work.ts';
import { toMirrorRows } from './mirror-rows.ts';
import type { PageTouch } from './page-touch.ts';
import { relevantFields } from './relevant-fields.ts';

/** A page as the CRM answered it, as the mirror will keep it, and what it changes. */
interface ReadRows {
  readonly page: ReadPage;
  readonly rows: readonly MirrorRow[];
  readonly draft: PlannedPage;
}

function toCheckpoint(
  work: ConnectionWork,
  object: ObjectWork,
  from: { readonly page: ReadPage; readonly before: Checkpoint | null },
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

/** Fetches pages one after the other, each with a draft of what it changes. */
function createPager(work: ConnectionWork, object: ObjectWork) {
  const fields = relevantFields(object, work.mappings);
  return async (after: Cursor | null): Promise<ReadRows | null> => {
    if (object.remote.read === undefined || !object.description.allows.read) return null;
    if (work.signal.aborted) throw stopped(object);
    checkQuota(work);
    const page = await object.remote.read.page(work.context, { fields, after });
    const rows = await toMirrorRows(work, object, page.records);
    return { page, rows, draft: await planPage(work, object, rows) };
  };
}

/** Starts work whose failure is told to whoever awaits it, and to nobody if none does. */
function ahead<T>(work: Promise<T>): Promise<T> {
  work.catch(() => {});
  return work;
}

/**
 * Reads what changed of one object since its checkpoint, page by page, until caught up. The next
 * page is fetched and planned while the last one is being stored; its plan is made anew where it
 * depends on what that one changed.
 */
export async function readObject(work: ConnectionWork, object: ObjectWork): Promise<void> {
  const fetchPage = createPager(work, object);
  let before = await work.parts.store.getCheckpoint(work.connection.id, object.name);
  let touch: PageTouch | null = null;
  let next: Promise<ReadRows | null> | null = ahead(fetchPage(before?.cursor ?? null));
  while (next !== null) {
    const read: ReadRows | null = await next;
    if (read === null) return;
    const { page, rows, draft }: ReadRows = read;
    next = page.more ? ahead(fetchPage(page.cursor)) : null;
    const checkpoint = toCheckpoint(work, object, { page, before });
    touch = await applyRows(work, object, { rows, checkpoint, draft, before: touch });
    work.parts.report({
      event: 'page-apply',
      connectionId: work.connection.id,
      runId: work.run.id,
      object: object.name,
      count: page.records.length,
    });
    before = checkpoint;
  }
}
