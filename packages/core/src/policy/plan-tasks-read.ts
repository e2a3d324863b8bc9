import type { ActivityLayout, ObjectDescription, RemoteId, TaskState } from '../contract/index.ts';
import type { MirrorRow, PlatformRecord } from '../platform/index.ts';
import { freshRows } from './fresh-rows.ts';
import { isEmailTask } from './is-email-task.ts';
import { isLive } from './is-live.ts';
import { noPlan, type PageFacts, type PagePlan } from './page-facts.ts';
import { sourceOf } from './source-of.ts';

/** A page of a CRM's tasks, with what it may complete on the platform. */
export interface TaskPageFacts extends Pick<PageFacts, 'rows' | 'now'> {
  /** `platform`: the tasks that links of the page's rows lead to. */
  readonly context: Pick<PageFacts['context'], 'known' | 'platform' | 'links'>;
  readonly layout: ActivityLayout;
  readonly description: ObjectDescription;
  /** The platform's person of each CRM record that the page's tasks are about, by CRM id. */
  readonly personIds: ReadonlyMap<RemoteId, string>;
  /** Tasks of these people that are `READY`. */
  readonly openTasks: readonly PlatformRecord[];
}

/** What a page of tasks changes: it only completes tasks, and email tasks never (R-TASK-5, -7). */
export const planTasksRead = (facts: TaskPageFacts): PagePlan => {
  const rows = freshRows(facts.rows, facts.context.known);
  const find = finder(facts);
  const completed = new Map<string, PlatformRecord>();
  for (const row of rows) {
    const state = doneState(row, facts);
    const task = state === null ? null : find(row, state);
    if (state === null || task === null || !isOpen(task) || completed.has(task.id)) continue;
    completed.set(task.id, complete(task, { row, state, facts }));
  }
  return { ...noPlan, rows, platform: [...completed.values()] };
};

/** What a live row says of a task that is done; `null` when it is not. */
const doneState = (row: MirrorRow, { layout, description }: TaskPageFacts): TaskState | null => {
  const state = isLive(row) ? (layout.read?.(row.fields, description) ?? null) : null;
  return state?.isDone === true ? state : null;
};

const closed: ReadonlySet<unknown> = new Set(['COMPLETED', 'SKIPPED', 'CANCELED', 'DELETED']);

const isOpen = (task: PlatformRecord): boolean =>
  !closed.has(task.fields['status']) && !isEmailTask(task);

/** The platform's task that a row completes: the one written there, else the one it is a call of. */
const finder = (facts: TaskPageFacts) => {
  const { context, openTasks } = facts;
  const byId = new Map([...openTasks, ...context.platform].map((task) => [task.id, task]));
  const links = new Map(context.links.map((link) => [link.crmId, link]));
  const known = new Map(context.known.map((row) => [row.id, row]));
  return (row: MirrorRow, state: TaskState): PlatformRecord | null => {
    const link = links.get(row.id);
    const ours = link?.createdByUs === true ? link.recordId : uniqueKeyOf(row);
    if (ours !== undefined) return byId.get(ours) ?? null;
    if (link !== undefined || wasDone(known.get(row.id), facts)) return null;
    return calledTask(state, facts);
  };
};

const uniqueKeyOf = ({ keys }: MirrorRow): string | undefined =>
  keys.find(({ kind }) => kind === 'unique-key')?.value;

/** A call counts once, when it is first seen to be done: read again it would complete another. */
const wasDone = (before: MirrorRow | undefined, facts: TaskPageFacts): boolean =>
  before !== undefined && doneState(before, facts) !== null;

/** The one open call task of the person that a dialer called (R-TASK-6). */
const calledTask = (state: TaskState, facts: TaskPageFacts): PlatformRecord | null => {
  if (!state.isCall) return null;
  const called = new Set(state.people.map((id) => facts.personIds.get(id as RemoteId)));
  const [only, ...others] = facts.openTasks.filter(
    ({ personId, fields }) =>
      fields['type'] === 'PHONE_CALL' && personId !== null && called.has(personId),
  );
  return only === undefined || others.length > 0 ? null : only;
};

const complete = (
  task: PlatformRecord,
  from: {
    readonly row: MirrorRow;
    readonly state: TaskState;
    readonly facts: TaskPageFacts;
  },
): PlatformRecord => {
  const { row, state, facts } = from;
  const source = sourceOf(row);
  return {
    ...task,
    fields: { ...task.fields, status: 'COMPLETED', endedAt: state.endedAt ?? row.modifiedAt },
    sources: { ...task.sources, status: source, endedAt: source },
    version: task.version + 1,
    updatedAt: facts.now,
  };
};
