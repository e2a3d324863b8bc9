import type { PlatformRecord } from '../platform/index.ts';
import type { WriteRequest } from '../ports/index.ts';
import { unplacedFailure } from './conclude-unplaced.ts';
import type { PlanningWork } from './connection-work.ts';
import { describeUndos } from './describe-undos.ts';
import { explainPlan } from './explain-plan.ts';
import type { PlannedWrite } from './explanation.ts';
import type { ObjectPlans } from './plan-targets.ts';
import type { ObjectWrites } from './predict-calls.ts';
import { previewWrites } from './preview-writes.ts';
import { undecidedWrite } from './undecided-write.ts';

/** What would be done about some records, and all the writes that this takes. */
export interface DescribedWrites {
  /** By record. */
  readonly writes: ReadonlyMap<string, PlannedWrite>;
  /** The calls of each record's once, those of companies that come first among them. */
  readonly calls: readonly ObjectWrites[];
}

/** A record that the account has no place for. */
const describeUnplaced = (
  work: PlanningWork,
  record: PlatformRecord,
  request: WriteRequest,
): PlannedWrite => ({
  ...undecidedWrite,
  record,
  action: 'park',
  failure: unplacedFailure(work, request),
  request: request.seq === 0 ? null : request,
  crmObject: null,
  crmId: null,
  undoes: [],
});

const plansByRecord = (planned: readonly ObjectPlans[]) =>
  new Map(
    planned.flatMap(({ object, plans }) =>
      plans.map((plan) => [plan.target.record.id, { object, plan }] as const),
    ),
  );

const without = (planned: readonly ObjectPlans[], ids: ReadonlySet<string>): ObjectPlans[] =>
  planned.map(({ object, plans }) => ({
    object,
    plans: plans.filter(({ target }) => !ids.has(target.record.id)),
  }));

const callsOf = ({ object, plans }: ObjectPlans): ObjectWrites => ({
  object,
  writes: plans.flatMap((plan) => (plan.kind === 'call' ? [plan.write] : [])),
});

async function describeOnlyWrites(
  work: PlanningWork,
  byId: ReadonlyMap<string, PlatformRecord>,
  requests: readonly WriteRequest[],
): Promise<DescribedWrites> {
  const preview = await previewWrites(work, requests);
  const plans = plansByRecord(preview.plans);
  const companies = plansByRecord(preview.companies);
  const companyOf = ({ object, companyId }: PlatformRecord): PlannedWrite | null => {
    const found = object === 'person' ? companies.get(companyId ?? '') : undefined;
    return found === undefined ? null : explainPlan(work, { ...found, company: null });
  };
  const writes = requests.flatMap((request): PlannedWrite[] => {
    const record = byId.get(request.recordId);
    if (record === undefined) return [];
    const found = plans.get(record.id);
    return found === undefined
      ? [describeUnplaced(work, record, request)]
      : [explainPlan(work, { ...found, company: companyOf(record) })];
  });
  const planned = new Set(plans.keys());
  return {
    writes: new Map(writes.map((one) => [one.record.id, one])),
    calls: [...preview.plans, ...without(preview.companies, planned)].map(callsOf),
  };
}

const isUndo = ({ undoes }: WriteRequest): boolean => undoes.length > 0;

/**
 * What comes next of every request as people are shown it, decided as the write itself decides: an
 * undo where outcomes are to be undone, which comes before the write.
 */
export async function describeWrites(
  work: PlanningWork,
  requests: readonly WriteRequest[],
): Promise<DescribedWrites> {
  const records = await work.parts.store.getRecords(requests.map(({ recordId }) => recordId));
  const byId = new Map(records.map((record) => [record.id, record]));
  const undone = await describeUndos(work, byId, requests.filter(isUndo));
  const writing = requests.filter((request) => !isUndo(request));
  const described = await describeOnlyWrites(work, byId, writing);
  return {
    writes: new Map([...described.writes, ...undone.undos]),
    calls: [...undone.writes, ...described.calls],
  };
}
