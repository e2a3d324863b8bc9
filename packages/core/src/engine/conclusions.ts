import type { Fields, Instant, RemoteId, SyncError } from '../contract/index.ts';
import { createSyncError, toInstant } from '../contract/index.ts';
import { countAttempt, planRetry, toFailure, withoutRestored } from '../policy/index.ts';
import type { Outcome, Plan, WriteConclusion, WriteRequest } from '../ports/index.ts';
import type { ConnectionWork, ObjectWork } from './connection-work.ts';
import type { TargetPlan } from './plan-target.ts';
import type { WriteTarget } from './write-target.ts';

/** How long a record waits before what it hangs on is looked at again without being told. */
const waitMs = 15 * 60_000;

const later = (now: Instant, ms: number) => toInstant(Date.parse(now) + ms);

/** What an outcome holds where nothing else is said. */
export const blankOutcome = (
  work: ConnectionWork,
  of: Pick<Outcome, 'id' | 'object' | 'crmObject' | 'recordId' | 'status'>,
): Outcome => ({
  connectionId: work.connection.id,
  runId: work.run.id,
  direction: 'write',
  crmId: null,
  reason: null,
  failure: null,
  verdicts: [],
  written: {},
  before: {},
  losers: [],
  attempt: 1,
  at: work.parts.clock.now(),
  retryAt: null,
  ...of,
});

const ofTarget = (object: ObjectWork, target: WriteTarget) => ({
  id: target.request.id,
  object: target.record.object,
  crmObject: object.name,
  recordId: target.record.id,
});

const ofPlan = (plan: Plan) => ({
  id: plan.requestId,
  object: plan.object,
  crmObject: plan.crmObject,
  recordId: plan.recordId,
});

/** What becomes of a request, as of the asking that was served. */
export const requestOf = (
  request: Pick<WriteRequest, 'id' | 'seq'>,
  next: Omit<WriteConclusion['request'], 'id' | 'seq'>,
): WriteConclusion['request'] => ({ id: request.id, seq: request.seq, ...next });

const done = (now: Instant) =>
  ({ state: 'done', waitingFor: null, dueAt: now, attempt: 0 }) as const;

/** That our own recording of an email stands is no news. */
const isSecondLook = (
  { remote }: ObjectWork,
  { decision, target }: Extract<TargetPlan, { kind: 'skip' }>,
) =>
  remote.represents === 'email' &&
  decision.reason === 'nothing-to-write' &&
  target.link?.createdByUs === true;

function concludeSkip(
  work: ConnectionWork,
  object: ObjectWork,
  skip: Extract<TargetPlan, { kind: 'skip' }>,
): WriteConclusion {
  const { target, decision, choice } = skip;
  const crmId = choice.winner?.id ?? null;
  return {
    plan: null,
    request: requestOf(target.request, done(work.parts.clock.now())),
    outcome: isSecondLook(object, skip)
      ? null
      : {
          ...blankOutcome(work, { ...ofTarget(object, target), status: 'skipped' }),
          crmId,
          reason: decision.reason,
          verdicts: decision.verdicts,
          losers: choice.losers.map((row) => row.id),
        },
    link: crmId === null ? null : linkTo(work, ofTarget(object, target), { crmId, target }),
    touched: null,
  };
}

const linkTo = (
  work: ConnectionWork,
  of: { readonly crmObject: string; readonly recordId: string },
  to: { readonly crmId: RemoteId; readonly target?: WriteTarget; readonly created?: boolean },
) => ({
  connectionId: work.connection.id,
  crmObject: of.crmObject,
  recordId: of.recordId,
  crmId: to.crmId,
  createdByUs: to.created ?? (to.target?.link?.crmId === to.crmId && to.target.link.createdByUs),
  ...(to.target?.link?.crmId === to.crmId && to.target.link.written !== undefined
    ? { written: to.target.link.written }
    : {}),
});

function concludeWait(
  work: ConnectionWork,
  object: ObjectWork,
  wait: Extract<TargetPlan, { kind: 'wait' }>,
): WriteConclusion {
  const { request } = wait.target;
  const dueAt = later(work.parts.clock.now(), waitMs);
  const { attempt } = request;
  return {
    plan: null,
    request: requestOf(request, { state: 'waiting', waitingFor: wait.reason, dueAt, attempt }),
    outcome: {
      ...blankOutcome(work, { ...ofTarget(object, wait.target), status: 'waiting' }),
      reason: wait.reason,
      retryAt: dueAt,
    },
    link: null,
    touched: null,
  };
}

function concludeSoon(soon: Extract<TargetPlan, { kind: 'soon' }>): WriteConclusion {
  const { request } = soon.target;
  const next = { state: 'pending', waitingFor: null, dueAt: soon.at } as const;
  return {
    plan: null,
    request: requestOf(request, { ...next, attempt: request.attempt }),
    outcome: null,
    link: null,
    touched: null,
  };
}

/** Nothing is created where it might be a second record (R-DUP-1): a person is asked. */
function concludeParked(
  work: ConnectionWork,
  object: ObjectWork,
  { target, failure }: Extract<TargetPlan, { kind: 'parked' }>,
): WriteConclusion {
  const now = work.parts.clock.now();
  const attempt = target.request.attempt + 1;
  return {
    plan: null,
    request: requestOf(target.request, { state: 'parked', waitingFor: null, dueAt: now, attempt }),
    outcome: {
      ...blankOutcome(work, { ...ofTarget(object, target), status: 'failed' }),
      crmId: target.link?.crmId ?? null,
      failure,
      attempt,
    },
    link: null,
    touched: null,
  };
}

/** Closes a target that needs no call. */
export function concludeUncalled(
  work: ConnectionWork,
  object: ObjectWork,
  plan: Exclude<TargetPlan, { kind: 'call' }>,
): WriteConclusion {
  if (plan.kind === 'skip') return concludeSkip(work, object, plan);
  if (plan.kind === 'wait') return concludeWait(work, object, plan);
  if (plan.kind === 'parked') return concludeParked(work, object, plan);
  return concludeSoon(plan);
}

const doneStatus = { create: 'created', update: 'updated', remove: 'removed' } as const;

/** What we wrote into a task or an email, so that a person's edit is known from our own value. */
const ours = (plan: Plan, link: WriteTarget['link']): { readonly written?: Fields } =>
  plan.object === 'task' || plan.object === 'emailMessage'
    ? { written: { ...link?.written, ...withoutRestored(plan.fields, plan.verdicts) } }
    : {};

/**
 * A recording of an email is looked at once more, when a match can no longer miss it: another
 * integration may have recorded the same message in that moment (R-EMAIL-5).
 */
const afterCall = (work: ConnectionWork, plan: Plan) => {
  const now = work.parts.clock.now();
  const remote = work.connector.objects[plan.crmObject];
  if (remote?.represents !== 'email' || plan.operation === 'update') return done(now);
  const dueAt = later(now, remote.write?.matchLagMs ?? 0);
  return { ...done(now), state: 'pending', dueAt } as const;
};

/** Closes a plan whose call the CRM carried out. */
export function concludeDone(
  work: ConnectionWork,
  plan: Plan,
  written: { readonly crmId: RemoteId; readonly link: WriteTarget['link'] },
): WriteConclusion {
  const { crmId } = written;
  const created = plan.operation === 'create';
  const removed = plan.operation === 'remove';
  const known = written.link?.crmId === crmId && written.link.createdByUs;
  return {
    plan: { id: plan.id, phase: 'done' },
    request: requestOf({ id: plan.requestId, seq: plan.seq }, afterCall(work, plan)),
    outcome: {
      ...blankOutcome(work, { ...ofPlan(plan), status: doneStatus[plan.operation] }),
      crmId,
      verdicts: plan.verdicts,
      written: withoutRestored(plan.fields, plan.verdicts),
      before: withoutRestored(plan.before, plan.verdicts),
      losers: plan.losers,
      attempt: plan.attempt + 1,
    },
    // What we removed ourselves may be made again, should the platform want it back.
    link: removed
      ? linkTo(work, plan, { crmId, created: false })
      : {
          ...linkTo(work, plan, { crmId, created: created || known }),
          ...ours(plan, written.link),
        },
    touched: created ? null : { crmObject: plan.crmObject, crmId },
  };
}

function failedOutcome(work: ConnectionWork, plan: Plan, error: SyncError): Outcome {
  return {
    ...blankOutcome(work, { ...ofPlan(plan), status: 'failed' }),
    crmId: plan.crmId,
    failure: toFailure(error),
    verdicts: plan.verdicts,
    losers: plan.losers,
    attempt: plan.attempt + 1,
  };
}

/** The answer is lost: the plan stays open until the CRM can be asked what became of it. */
function concludeUnknown(work: ConnectionWork, plan: Plan, error: SyncError): WriteConclusion {
  const { quietPeriodMs } = work.connection.settings;
  const dueAt = later(plan.sentAt ?? work.parts.clock.now(), quietPeriodMs);
  const attempt = plan.attempt + 1;
  return {
    plan: { id: plan.id, phase: 'unknown' },
    request: requestOf(
      { id: plan.requestId, seq: plan.seq },
      { state: 'waiting', waitingFor: 'unknown-outcome', dueAt, attempt },
    ),
    outcome: {
      ...failedOutcome(work, plan, error),
      status: 'waiting',
      reason: 'unknown-outcome',
      retryAt: dueAt,
    },
    link: null,
    touched: plan.crmId === null ? null : { crmObject: plan.crmObject, crmId: plan.crmId },
  };
}

/** Closes a plan that the CRM refused, or whose answer is lost (R-ERR-1, R-ERR-2). */
export function concludeRefused(
  work: ConnectionWork,
  plan: Plan,
  error: SyncError,
): WriteConclusion {
  if (error.effect === 'unknown') return concludeUnknown(work, plan, error);
  const now = work.parts.clock.now();
  const attempt = countAttempt(plan.attempt, error);
  const retry = planRetry({
    error,
    attempt,
    now,
    fraction: work.parts.random.fraction(),
    quietPeriodMs: work.connection.settings.quietPeriodMs,
  });
  const outcome = failedOutcome(work, plan, error);
  const stop = retry.kind === 'stop';
  return {
    plan: { id: plan.id, phase: 'done' },
    request: requestOf(
      { id: plan.requestId, seq: plan.seq },
      {
        state: stop ? 'parked' : 'pending',
        waitingFor: null,
        dueAt: stop ? now : retry.at,
        attempt,
      },
    ),
    outcome: stop ? outcome : { ...outcome, status: 'waiting', retryAt: retry.at },
    link: null,
    touched: plan.crmId === null ? null : { crmObject: plan.crmObject, crmId: plan.crmId },
  };
}

/** Waits for a call whose process died before it heard the answer. */
export const concludeSilent = (work: ConnectionWork, plan: Plan): WriteConclusion =>
  concludeUnknown(
    work,
    plan,
    createSyncError(`${plan.operation} ${plan.crmObject}: the process ended before the answer`, {
      code: 'cancelled',
      retry: 'later',
      effect: 'unknown',
    }),
  );

/** Gives a plan up that was never sent: its request is planned anew. */
export const concludeUnsent = (plan: Plan, now: Instant): WriteConclusion => ({
  plan: { id: plan.id, phase: 'done' },
  request: requestOf(
    { id: plan.requestId, seq: plan.seq },
    { state: 'pending', waitingFor: null, dueAt: now, attempt: plan.attempt },
  ),
  outcome: null,
  link: null,
  touched: plan.crmId === null ? null : { crmObject: plan.crmObject, crmId: plan.crmId },
});
