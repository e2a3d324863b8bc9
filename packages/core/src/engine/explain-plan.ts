import { explainFields, guaranteeOf, valueAt } from '../policy/index.ts';
import type { FieldVerdict } from '../policy/index.ts';
import type { ObjectWork, PlanningWork } from './connection-work.ts';
import type { ExplainedValue, ObjectReason, PlannedWrite } from './explanation.ts';
import { mappingsOf } from './mappings-of.ts';
import type { TargetPlan } from './plan-target.ts';

/** A plan, the object it is in, and the plan of the company that comes first. */
export interface Explained {
  readonly object: ObjectWork;
  readonly plan: TargetPlan;
  readonly company: PlannedWrite | null;
}

const actions = { skip: 'skip', wait: 'wait', parked: 'park', soon: 'later' } as const;

const actionOf = (plan: TargetPlan): PlannedWrite['action'] =>
  plan.kind === 'call' ? plan.write.operation : actions[plan.kind];

const reasonOf = (plan: TargetPlan): PlannedWrite['reason'] => {
  if (plan.kind === 'wait') return plan.reason;
  return plan.kind === 'skip' ? plan.decision.reason : null;
};

const verdictsOf = ({ decision }: TargetPlan): readonly FieldVerdict[] =>
  decision === null || decision.kind === 'remove' ? [] : decision.verdicts;

function valuesOf(work: PlanningWork, { object, plan }: Explained): ExplainedValue[] {
  const mappings = mappingsOf(work.mappings, object.name);
  const fields = explainFields({
    record: plan.target.record,
    mappings,
    verdicts: verdictsOf(plan),
  });
  const set = plan.kind === 'call' ? plan.write.fields : {};
  const held = plan.choice.winner?.fields ?? {};
  return fields.map((field) => ({
    ...field,
    held: valueAt(held, field.crmField ?? '') ?? null,
    set: valueAt(set, field.crmField ?? '') ?? null,
  }));
}

/** Why the record goes into this object and no other (R-PERSON-3, R-PERSON-5, R-EMAIL-4). */
function objectReasonOf(work: PlanningWork, { object, plan }: Explained): ObjectReason {
  if (plan.choice.candidates.length > 0 || plan.target.link !== null) return 'found';
  if (plan.target.record.object === 'emailMessage') return 'setting';
  const { represents } = object.remote;
  const same = Object.values(work.connector.objects).filter(
    (one) => one.represents === represents && one.write !== undefined,
  );
  return same.length > 1 ? 'setting' : 'only';
}

/** A plan as people are shown it. */
export function explainPlan(work: PlanningWork, explained: Explained): PlannedWrite {
  const { object, plan, company } = explained;
  const { target, choice } = plan;
  return {
    record: target.record,
    action: actionOf(plan),
    reason: reasonOf(plan),
    failure: plan.kind === 'parked' ? plan.failure : null,
    request: target.request.seq === 0 ? null : target.request,
    crmObject: object.name,
    objectReason: objectReasonOf(work, explained),
    crmId: choice.winner?.id ?? null,
    keys: target.keys,
    candidates: choice.candidates.map((one) => ({
      ...one,
      isLinked: one.id === target.link?.crmId,
    })),
    decidedBy: choice.decidedBy,
    fields: valuesOf(work, explained),
    guarantee: guaranteeOf({
      crm: work.connector.label,
      remote: object.remote,
      description: object.description,
      settings: work.connection.settings,
    }),
    company,
    undoes: [],
  };
}
