import { createSyncError } from '../contract/index.ts';
import type { Cursor, ReadPage } from '../contract/index.ts';
import { touchOf } from '../policy/index.ts';
import type { PageTouch, PlannedPage } from '../policy/index.ts';
import type { Checkpoint, MirrorRow } from '../ports/index.ts';
import { applyRows } from './apply-rows.ts';
import { checkQuota } from './check-quota.ts';
import type { ConnectionWork, ObjectWork } from './connection-work.ts';
import { draftPage, finishDraft } from './draft-page.ts';
import type { Draft } from './draft-page.ts';
import { toMirrorRows } from './mirror-rows.ts';
import type { Checkpoints } from './next-cursors.ts';
import { relevantFields } from './relevant-fields.ts';
import { withAssociations } from './with-associations.ts';

/** A page as the CRM answered it, and as the mirror will keep it. */
interface ReadRows {
  readonly page: ReadPage;
  readonly rows: readonly MirrorRow[];
}

/** A page with what could be planned of it while the one before it was being stored. */
interface DraftedPage {
  readonly page: ReadPage;
  readonly draft: Draft;
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

/** What people belong to is a field of theirs; of opportunities it is asked for at once. */
const isAssociated = ({ remote }: ObjectWork): boolean => remote.represents === 'opportunity';

/** Fetches the page after a cursor; `null` for an object that is not read. */
function createPager(work: ConnectionWork, object: ObjectWork) {
  const { read } = object.remote;
  if (read === undefined || !object.description.allows.read) return null;
  const fields = relevantFields(object, work.mappings);
  return async (after: Cursor | null): Promise<ReadRows> => {
    if (work.signal.aborted) throw stopped(object);
    checkQuota(work);
    const page = await read.page(work.context, { fields, after });
    const told = isAssociated(object)
      ? await withAssociations(work, object, page.records)
      : page.records;
    return { page, rows: await toMirrorRows(work, object, told) };
  };
}

/** Starts work whose failure is told to whoever awaits it, and to nobody if none does. */
function ahead<T>(work: Promise<T>): Promise<T> {
  work.catch(() => {});
  return work;
}

/** Drafts a page as soon as it is there. */
async function drafted(
  work: ConnectionWork,
  object: ObjectWork,
  { fetched, touch }: { readonly fetched: Promise<ReadRows>; readonly touch: PageTouch },
): Promise<DraftedPage> {
  const { page, rows } = await fetched;
  return { page, draft: await draftPage(work, object, { rows, touch }) };
}

/**
 * Reads what changed of one object since its last checkpoint, page by page, until caught up. The next
 * page is fetched while the last one is planned and stored; what of it does not depend on the last
 * one is planned while that is being stored, what does is planned after.
 */
export async function readObject(
  work: ConnectionWork,
  object: ObjectWork,
  checkpoints: Checkpoints,
): Promise<void> {
  const fetchPage = createPager(work, object);
  if (fetchPage === null) return;
  let before = checkpoints.get(object.name) ?? null;
  let touch: PageTouch = new Set();
  const first = fetchPage(before?.cursor ?? null);
  let next: Promise<DraftedPage> | null = drafted(work, object, { fetched: first, touch });
  while (next !== null) {
    const { page, draft }: DraftedPage = await next;
    const fetched: Promise<ReadRows> | null = page.more ? ahead(fetchPage(page.cursor)) : null;
    const planned: PlannedPage = await finishDraft(work, object, { draft, touch });
    touch = touchOf(planned);
    next = fetched === null ? null : ahead(drafted(work, object, { fetched, touch }));
    const checkpoint = toCheckpoint(work, object, { page, before });
    const stored = await applyRows(work, object, { planned, checkpoint });
    if (stored !== planned) touch = touchOf(stored);
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
