import type { RemoteId } from '../contract/index.ts';
import { planTasksRead } from '../policy/index.ts';
import type { PlannedPage } from '../policy/index.ts';
import type { MirrorRow } from '../ports/index.ts';
import type { ConnectionWork, ObjectWork } from './connection-work.ts';
import { objectsOf } from './connection-work.ts';
import { loadLinked } from './load-linked.ts';

/** The people whom calls that are done were made to, by their ids in the CRM. */
function calledIds({ remote, description }: ObjectWork, rows: readonly MirrorRow[]): RemoteId[] {
  const states = rows
    .filter((row) => !row.removed)
    .flatMap((row) => remote.activities?.read?.(row.fields, description) ?? []);
  const calls = states.filter(({ isCall, isDone }) => isCall && isDone);
  return [...new Set(calls.flatMap(({ people }) => people as readonly RemoteId[]))];
}

/** The platform's person of each CRM record, whichever object it is in. */
async function findPeople(
  work: ConnectionWork,
  ids: readonly RemoteId[],
): Promise<Map<RemoteId, string>> {
  const people = new Map<RemoteId, string>();
  if (ids.length === 0) return people;
  for (const { name, remote } of objectsOf(work.connector, work.connection)) {
    if (remote.represents !== 'person') continue;
    const rows = ids.map((id) => ({ id }));
    const { links } = await loadLinked(work, { object: 'person', crmObject: name, rows });
    for (const { crmId, recordId, crmObject } of links) {
      if (crmObject === name) people.set(crmId, recordId);
    }
  }
  return people;
}

/** Plans a page of tasks: they only complete the platform's (R-TASK-5, R-TASK-6). */
export async function planTaskPage(
  work: ConnectionWork,
  object: ObjectWork,
  rows: readonly MirrorRow[],
): Promise<PlannedPage> {
  const context = await loadLinked(work, { object: 'task', crmObject: object.name, rows });
  const personIds = await findPeople(work, calledIds(object, rows));
  const openTasks =
    personIds.size === 0 ? [] : await work.parts.store.openTasks([...new Set(personIds.values())]);
  const plan = planTasksRead({
    rows,
    context,
    layout: object.remote.activities ?? {},
    description: object.description,
    personIds,
    openTasks,
    now: work.parts.clock.now(),
  });
  // The calls are judged by what is open: who completes one of these tasks changes the judgement.
  const platform = [...context.platform, ...openTasks];
  return { rows, context: { ...context, platform }, plan };
}
