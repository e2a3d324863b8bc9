import type { Instant } from '../contract/index.ts';
import { breakTie, companyTextOf, isEmpty, planWrite } from '../policy/index.ts';
import type {
  ActivityDecision,
  Failure,
  TieCandidate,
  WaitReason,
  WriteDecision,
} from '../policy/index.ts';
import type { MirrorRow, Plan } from '../ports/index.ts';
import type { PlanningWork, ObjectWork } from './connection-work.ts';
import { defaultsFor } from './defaults-for.ts';
import { guardOf } from './guard-of.ts';
import { uniqueKeyFieldOf } from './load-targets.ts';
import { mappingsOf } from './mappings-of.ts';
import { unsafeCreate } from './unsafe-create.ts';
import type { Signals } from './tie-signals.ts';
import { tieBreakOf } from './tie-signals.ts';
import type { WriteTarget } from './write-target.ts';

/** A write as decided; what is stored of it is a `Plan`. */
export type DecidedWrite = Omit<Plan, 'id' | 'epoch' | 'phase' | 'plannedAt' | 'sentAt'>;

/** The records that answer a target's keys, and which of them is written. */
export interface Choice {
  /** Every candidate with what the tie-break weighs; empty where none was looked for. */
  readonly candidates: readonly TieCandidate[];
  readonly winner: MirrorRow | null;
  readonly losers: readonly MirrorRow[];
  /** The rule that chose, as `breakTie` says it; `null` without candidates. */
  readonly decidedBy: string | null;
}

/** A choice where no candidate was looked for, or none was found. */
export const noChoice: Choice = { candidates: [], winner: null, losers: [], decidedBy: null };

/** What is to be done about one target, and what that was decided upon. */
export type TargetPlan = {
  readonly target: WriteTarget;
  readonly choice: Choice;
  /** `null` where it came to none, as for a record that waits for another. */
  readonly decision: ActivityDecision | null;
} & (
  | { readonly kind: 'call'; readonly write: DecidedWrite }
  | { readonly kind: 'skip'; readonly decision: Extract<WriteDecision, { kind: 'skip' }> }
  | { readonly kind: 'wait'; readonly reason: WaitReason }
  | { readonly kind: 'parked'; readonly failure: Failure }
  | { readonly kind: 'soon'; readonly at: Instant }
);

/** A target with what is known around it. */
interface Target {
  readonly target: WriteTarget;
  readonly signals: Signals;
  /** Companies that come into the CRM by themselves. */
  readonly onTheirWay: ReadonlySet<string>;
}

function choose(
  work: PlanningWork,
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
  if (choice === null) return noChoice;
  return {
    candidates: weighed.map(({ id, modifiedAt, signals }) => ({ id, modifiedAt, signals })),
    winner: choice.winner.row,
    losers: choice.losers.map((one) => one.row),
    decidedBy: choice.decidedBy,
  };
}

const carriesKey = (row: MirrorRow, recordId: string) =>
  row.keys.some((key) => key.kind === 'unique-key' && key.value === recordId);

function decide(
  work: PlanningWork,
  object: ObjectWork,
  from: { readonly target: WriteTarget; readonly choice: Choice },
): WriteDecision {
  const { target, choice } = from;
  const { company } = object.remote;
  return planWrite({
    record: target.record,
    mappings: mappingsOf(work.mappings, object.name),
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

function toWrite(
  work: PlanningWork,
  object: ObjectWork,
  from: {
    readonly target: WriteTarget;
    readonly choice: Choice;
    readonly decision: Exclude<WriteDecision, { kind: 'skip' }>;
    readonly revision: string | null;
  },
): DecidedWrite {
  const { target, choice, decision } = from;
  const update = decision.kind === 'update';
  return {
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
export function planTarget(work: PlanningWork, object: ObjectWork, from: Target): TargetPlan {
  const { target } = from;
  const choice = choose(work, object, from);
  if (waitsForCompany(object, from, choice)) {
    return { target, choice, decision: null, kind: 'wait', reason: 'company' };
  }
  const decision = decide(work, object, { target, choice });
  if (decision.kind === 'skip') return { target, choice, decision, kind: 'skip' };
  const about = { target, choice, decision };
  const failure = unsafeCreate(work, object, decision);
  if (failure !== null) return { ...about, kind: 'parked', failure };
  const guard = guardOf(work, object, { decision, current: choice.winner });
  if (guard.kind === 'soon') return { ...about, kind: 'soon', at: guard.at };
  const { revision } = guard;
  return { ...about, kind: 'call', write: toWrite(work, object, { ...about, revision }) };
}
