import type { DraftLink, Fields } from '../contract/index.ts';
import type { PlatformRecord } from '../platform/index.ts';
import {
  breakTie,
  chooseActivityObject,
  emailContent,
  judgeEmail,
  judgeTask,
  planActivity,
  taskContent,
} from '../policy/index.ts';
import type { ActivityDecision } from '../policy/index.ts';
import type { MirrorRow, WriteRequest } from '../ports/index.ts';
import type { PlanningWork, ObjectWork } from './connection-work.ts';
import { matchInCrm } from './find-candidates.ts';
import { defaultsFor } from './defaults-for.ts';
import { knownTargets } from './find-targets.ts';
import { loadActivities, toActivityTargets } from './load-activities.ts';
import type { Activities } from './load-activities.ts';
import { uniqueKeyFieldOf } from './load-targets.ts';
import { mappingsOf } from './mappings-of.ts';
import { noChoice } from './plan-target.ts';
import type { Choice, DecidedWrite, TargetPlan } from './plan-target.ts';
import { guardOf } from './guard-of.ts';
import type { ObjectPlans } from './plan-targets.ts';
import { unsafeCreate } from './unsafe-create.ts';
import { writableObject } from './write-target.ts';
import type { WriteTarget } from './write-target.ts';

/** The emails that replies answer, by the message id they name. */
async function loadOriginals(
  work: PlanningWork,
  { items }: Activities,
): Promise<ReadonlyMap<string, PlatformRecord>> {
  const ids = items.flatMap(({ record }) => record.fields['inReplyTo'] ?? []);
  const wanted = [...new Set(ids.filter((id) => typeof id === 'string'))];
  const found = await Promise.all(
    wanted.map((id) => work.parts.store.findRecord('emailMessage', id)),
  );
  return new Map(
    wanted.flatMap((id, index) => {
      const original = found[index] ?? null;
      return original === null ? [] : [[id, original] as const];
    }),
  );
}

/** How the record looks in the object. */
function layoutOf(object: ObjectWork, record: PlatformRecord): Fields {
  const { activities, represents } = object.remote;
  if (represents === 'email') {
    return activities?.email?.(emailContent(record), object.description) ?? {};
  }
  return activities?.task?.(taskContent(record), object.description) ?? {};
}

const carriesKey = (row: MirrorRow, recordId: string) =>
  row.keys.some(({ kind, value }) => kind === 'unique-key' && value === recordId);

/** Our own record of it. */
const ownOf = ({ candidates, link, record }: WriteTarget): MirrorRow | undefined =>
  candidates.find(({ id }) => id === link?.crmId) ??
  candidates.find((row) => carriesKey(row, record.id));

/** Our own record of it, else the one that another integration made (R-EMAIL-5). */
function choose(target: WriteTarget): Choice {
  const own = ownOf(target);
  const weighed = target.candidates.map((row) => ({ ...row, signals: {}, row }));
  const first = breakTie(weighed, [{ prefer: 'earliest', of: 'modifiedAt' }]);
  const winner = own ?? first?.winner.row ?? null;
  return {
    candidates: weighed.map(({ id, modifiedAt, signals }) => ({ id, modifiedAt, signals })),
    winner,
    losers: target.candidates.filter(({ id }) => id !== winner?.id),
    decidedBy: own === undefined ? (first?.decidedBy ?? null) : 'our own record',
  };
}

function decide(
  work: PlanningWork,
  object: ObjectWork,
  { target, choice }: { readonly target: WriteTarget; readonly choice: Choice },
): ActivityDecision {
  return planActivity({
    record: target.record,
    given: layoutOf(object, target.record),
    mappings: mappingsOf(work.mappings, object.name),
    description: object.description,
    current: choice.winner,
    others: choice.losers.map(({ id }) => id),
    link: target.link,
    uniqueKeyField: uniqueKeyFieldOf(object),
    defaults: defaultsFor(object.name, target.request.defaults),
    now: work.parts.clock.now(),
  });
}

function toWrite(
  work: PlanningWork,
  object: ObjectWork,
  from: {
    readonly target: WriteTarget;
    readonly decision: Exclude<ActivityDecision, { kind: 'skip' }>;
    readonly links: readonly DraftLink[];
    readonly revision: string | null;
  },
): DecidedWrite {
  const { target, decision, links } = from;
  const isCreate = decision.kind === 'create';
  return {
    requestId: target.request.id,
    connectionId: work.connection.id,
    object: target.record.object,
    crmObject: object.name,
    recordId: target.record.id,
    operation: decision.kind,
    crmId: isCreate ? null : decision.id,
    uniqueKey: isCreate && uniqueKeyFieldOf(object) !== null ? target.record.id : null,
    fields: decision.kind === 'remove' ? {} : decision.fields,
    links: isCreate ? links : [],
    before: isCreate ? {} : decision.before,
    revision: from.revision,
    verdicts: decision.kind === 'remove' ? [] : decision.verdicts,
    losers: [],
    attempt: target.request.attempt,
    seq: target.request.seq,
  };
}

const hasPerson = ({ hangsOn }: WriteTarget) => hangsOn.some(({ role }) => role === 'person');

const skip = (
  target: WriteTarget,
  reason: Extract<ActivityDecision, { kind: 'skip' }>['reason'],
): Extract<TargetPlan, { kind: 'skip' }> => ({
  kind: 'skip',
  target,
  choice: noChoice,
  decision: { kind: 'skip', reason, verdicts: [] },
});

function planOne(work: PlanningWork, object: ObjectWork, target: WriteTarget): TargetPlan {
  const choice = choose(target);
  const current = choice.winner;
  if (current === null && target.link?.createdByUs === true) return skip(target, 'removed-in-crm');
  // What is in the CRM already needs no person to be found again (R-EMAIL-3, R-TASK-2).
  if (current === null && !hasPerson(target)) {
    return { target, choice, decision: null, kind: 'wait', reason: 'person' };
  }
  const decision = decide(work, object, { target, choice });
  if (decision.kind === 'skip') {
    // Other recordings of the same activity are no duplicates of ours that we left alone.
    return { target, choice: { ...choice, losers: [] }, decision, kind: 'skip' };
  }
  const about = { target, choice, decision };
  const failure = unsafeCreate(work, object, decision);
  if (failure !== null) return { ...about, kind: 'parked', failure };
  const guard = guardOf(work, object, { decision, current });
  if (guard.kind === 'soon') return { ...about, kind: 'soon', at: guard.at };
  const { revision } = guard;
  const write = toWrite(work, object, { target, decision, links: target.hangsOn, revision });
  return { ...about, kind: 'call', write };
}

/** What is not recorded at all, whatever the CRM holds (R-EMAIL-1, R-TASK-1). */
function judge(
  target: WriteTarget,
  originals: ReadonlyMap<string, PlatformRecord>,
): Extract<TargetPlan, { kind: 'skip' }> | null {
  const { record, link } = target;
  if (record.object === 'emailMessage') {
    const original = originals.get(String(record.fields['inReplyTo'] ?? '')) ?? null;
    const reason = judgeEmail({ email: record, original });
    return reason === null ? null : skip(target, reason);
  }
  const judgement = judgeTask({ task: record, link });
  return judgement === 'write' || judgement === 'remove' ? null : skip(target, judgement);
}

async function planIn(
  work: PlanningWork,
  object: ObjectWork,
  activities: Activities,
): Promise<ObjectPlans> {
  const originals = await loadOriginals(work, activities);
  const loaded = await toActivityTargets(work, object, activities);
  const judged = loaded.map((target) => ({ target, left: judge(target, originals) }));
  const left = judged.flatMap((one) => one.left ?? []);
  const wanted = judged.filter((one) => one.left === null).map((one) => one.target);
  // Without its person nothing new is written, so nothing needs to be looked for in the CRM.
  const [ready, waiting] = [wanted.filter(isReady), wanted.filter((one) => !isReady(one))];
  const targets = await matchInCrm(work, object, await knownTargets(work, object, ready));
  const plans = [...targets, ...waiting].map((target) => planOne(work, object, target));
  return { object, plans: [...left, ...plans] };
}

const isReady = (target: WriteTarget) =>
  hasPerson(target) || target.link !== null || target.candidates.length > 0;

/** Where emails are recorded already: there they stay, whatever the setting says by now (R-DUP-1). */
async function loadPlaces(
  work: PlanningWork,
  items: Activities['items'],
): Promise<ReadonlyMap<string, 'email' | 'task'>> {
  const emails = items.filter(({ record }) => record.object === 'emailMessage');
  const links = await work.parts.store.linksOf(emails.map(({ record }) => record.id));
  const places = new Map<string, 'email' | 'task'>();
  for (const { connectionId, crmObject, recordId } of links) {
    const represents = work.connector.objects[crmObject]?.represents;
    if (connectionId !== work.connection.id) continue;
    if (represents === 'email' || represents === 'task') places.set(recordId, represents);
  }
  return places;
}

/** Plans emails and tasks, each in the object that holds it (R-EMAIL-4). */
export async function planActivities(
  work: PlanningWork,
  requests: readonly WriteRequest[],
): Promise<ObjectPlans[]> {
  const { settings } = work.connection;
  const { items } = await loadActivities(work, requests);
  const email = writableObject(work, 'email');
  const hasEmailObject = email?.description.allows.create ?? false;
  const places = await loadPlaces(work, items);
  const groups = Map.groupBy(
    items,
    ({ record }) =>
      places.get(record.id) ?? chooseActivityObject({ record, settings, hasEmailObject }),
  );
  const planned: ObjectPlans[] = [];
  for (const [represents, some] of groups) {
    const object = writableObject(work, represents);
    if (object !== null) planned.push(await planIn(work, object, { items: some }));
  }
  return planned;
}
