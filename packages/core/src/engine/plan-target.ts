import type { Instant, RemoteId } from '../contract/index.ts';
import { breakTie, companyTextOf, isEmpty, planWrite } from '../policy/index.ts';
import type { Failure, WaitReason, WriteDecision } from '../policy/index.ts';
import type { MirrorRow, Plan } from '../ports/index.ts';
import type { ConnectionWork, ObjectWork } from './connection-work.ts';
import { defaultsFor } from './defaults-for.ts';
import { guardOf } from './guard-of.ts';
import { uniqueKeyFieldOf } from './load-targets.ts';
import { unsafeCreate } from './unsafe-create.ts';
import type { Signals } from './tie-signals.ts';
import { tieBreakOf } from './tie-signals.ts';
import type { WriteTarget } from './write-target.ts';

/** What is to be done about one target. */
export type TargetPlan =
  | { readonly kind: 'call'; readonly target: WriteTarget; readonly plan: Plan }
  | {
      readonly kind: 'skip';
      readonly target: WriteTarget;
      readonly decision: Extract<WriteDecision, { kind: 'skip' }>;
      readonly winner: MirrorRow | null;
      readonly losers: readonly RemoteId[];
    }
  | { readonly kind: 'wait'; readonly target: WriteTarget; readonly reason: WaitReason }
  | { readonly kind: 'parked'; readonly target: WriteTarget; readonly failure: Failure }
  | { readonly kind: 'soon'; readonly target: WriteTarget; readonly at: Instant };

/** A target with what is known around it. */
interface Target {
  readonly target: WriteTarget;
  readonly signals: Signals;
  /** Companies that come into the CRM by themselves. */
  readonly onTheirWay: ReadonlySet<string>;
}

interface Choice {
  readonly winner: MirrorRow | null;
  readonly losers: readonly MirrorRow[];
}

function choose(
  work: ConnectionWork,
  object: ObjectWork,
  from: { readonly target: WriteTarget; readonly signals: Signals },
): Choice {
  const weighed = from.target.candidates.map((row) => ({
    id: row.id,
    modifiedAt: row.editedAt ?? row.modifiedAt,
    signals: from.signals.get(row.id) ?? {},
    row,
  }));
  const choice = breakTie(weighed, tieBreakOf(work, object));
  if (choice === null) return { winner: null, losers: [] };
  return { winner: choice.winner.row, losers: choice.losers.map((one) => one.row) };
}

const carriesKey = (row: MirrorRow, recordId: string) =>
  row.keys.some((key) => key.kind === 'unique-key' && key.value === recordId);

function decide(
  work: ConnectionWork,
  object: ObjectWork,
  from: { readonly target: WriteTarget; readonly choice: Choice },
): WriteDecision {
  const { target, choice } = from;
  const { company } = object.remote;
  return planWrite({
    record: target.record,
    mappings: work.mappings.filter((mapping) => mapping.crmObject === object.name),
    description: object.description,
    units: object.remote.units,
    uniqueKeyField: uniqueKeyFieldOf(object),
    company:
      company === null ? null : { field: company.field, crmId: target.companyLink?.crmId ?? null },
    given: companyTextOf(object.remote, target.company),
    defaults: defaultsFor(object.name, target.request.defaults),
    current: choice.winner,
    uniqueKeyTaken: choice.losers.some((row) => carriesKey(row, target.record.id)),
    now: work.parts.clock.now(),
  });
}

function toPlan(
  work: ConnectionWork,
  object: ObjectWork,
  from: {
    readonly target: WriteTarget;
    readonly choice: Choice;
    readonly decision: Exclude<WriteDecision, { kind: 'skip' }>;
    readonly revision: string | null;
  },
): Plan {
  const { target, choice, decision } = from;
  const update = decision.kind === 'update';
  return {
    id: work.parts.random.id(),
    requestId: target.request.id,
    connectionId: work.connection.id,
    object: target.record.object,
    crmObject: object.name,
    recordId: target.record.id,
    operation: decision.kind,
    crmId: update ? decision.id : null,
    uniqueKey: update || uniqueKeyFieldOf(object) === null ? null : target.record.id,
    fields: decision.fields,
    links: [],
    before: update ? decision.before : {},
    revision: from.revision,
    verdicts: decision.verdicts,
    losers: choice.losers.map((row) => row.id),
    epoch: work.lease.epoch,
    phase: 'planned',
    plannedAt: work.parts.clock.now(),
    sentAt: null,
    attempt: target.request.attempt,
    seq: target.request.seq,
  };
}

/**
 * A new person's record follows that of its company (R-PERSON-4); one that hangs on none yet waits
 * for a company that is on its way (R-COMPANY-3).
 */
function waitsForCompany({ remote }: ObjectWork, from: Target, { winner }: Choice): boolean {
  const { companyId } = from.target.record;
  if (remote.company === null || companyId === null || from.target.companyLink !== null) {
    return false;
  }
  if (winner === null) return true;
  return from.onTheirWay.has(companyId) && isEmpty(winner.fields[remote.company.field]);
}

/** Chooses the record to write (R-DUP-3, R-DUP-5) and what to write into it. */
export function planTarget(work: ConnectionWork, object: ObjectWork, from: Target): TargetPlan {
  const { target } = from;
  const choice = choose(work, object, from);
  if (waitsForCompany(object, from, choice)) return { kind: 'wait', target, reason: 'company' };
  const decision = decide(work, object, { target, choice });
  const losers = choice.losers.map((row) => row.id);
  if (decision.kind === 'skip') {
    return { kind: 'skip', target, decision, winner: choice.winner, losers };
  }
  const failure = unsafeCreate(work, object, decision);
  if (failure !== null) return { kind: 'parked', target, failure };
  const guard = guardOf(work, object, { decision, current: choice.winner });
  if (guard.kind === 'soon') return { kind: 'soon', target, at: guard.at };
  const { revision } = guard;
  const plan = toPlan(work, object, { target, choice, decision, revision });
  return { kind: 'call', target, plan };
}
