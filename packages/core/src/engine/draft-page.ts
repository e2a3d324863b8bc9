import { isStale, mergePages, splitPage } from '../policy/index.ts';
import type { PageTouch, PlannedPage } from '../policy/index.ts';
import type { MirrorRow } from '../ports/index.ts';
import type { ConnectionWork, ObjectWork } from './connection-work.ts';
import { planPage } from './plan-page.ts';
import { platformObjectOf } from './platform-object.ts';

/** A page, planned as far as it does not depend on the page before, which is being stored. */
export interface Draft {
  readonly rows: readonly MirrorRow[];
  readonly rest: PlannedPage;
  readonly dependent: readonly MirrorRow[];
}

/** Rows that meet by more than their names, as calls that one task waits for, stay together. */
const isSplit = (object: ObjectWork) => platformObjectOf(object) !== null;

/** Plans what can be planned of a page while the page before it, which touches `touch`, is stored. */
export async function draftPage(
  work: ConnectionWork,
  object: ObjectWork,
  { rows, touch }: { readonly rows: readonly MirrorRow[]; readonly touch: PageTouch },
): Promise<Draft> {
  const { companyText } = object.remote;
  const { rest, dependent } = isSplit(object)
    ? splitPage({ rows, touch, companyText })
    : { rest: rows, dependent: [] };
  return { rows, rest: await planPage(work, object, rest), dependent };
}

/** The draft with what is missing; `null` where that would not be the plan of the whole page. */
async function completed(
  work: ConnectionWork,
  object: ObjectWork,
  { rest, dependent }: Draft,
): Promise<PlannedPage | null> {
  if (dependent.length === 0) return rest;
  return mergePages(rest, await planPage(work, object, dependent));
}

/** The plan of a page, now that the page before it is stored and touched what it did. */
export async function finishDraft(
  work: ConnectionWork,
  object: ObjectWork,
  { draft, touch }: { readonly draft: Draft; readonly touch: PageTouch },
): Promise<PlannedPage> {
  const plan = isStale(draft.rest, touch) ? null : await completed(work, object, draft);
  return plan ?? planPage(work, object, draft.rows);
}
