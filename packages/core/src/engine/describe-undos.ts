import { guaranteeOf, valueAt } from '../policy/index.ts';
import type { PlatformRecord } from '../platform/index.ts';
import type { WriteRequest } from '../ports/index.ts';
import { unplacedFailure } from './conclude-unplaced.ts';
import type { ObjectWork, PlanningWork } from './connection-work.ts';
import type { ExplainedValue, PlannedWrite } from './explanation.ts';
import { judgeUndos } from './judge-undo.ts';
import type { JudgedUndo } from './judge-undo.ts';
import { loadUndo } from './load-undo.ts';
import type { UndoTarget } from './load-undo.ts';
import type { ObjectWrites } from './predict-calls.ts';
import { undecidedWrite } from './undecided-write.ts';

/** What would be undone, and the writes that this takes. */
export interface DescribedUndos {
  /** By record. */
  readonly undos: ReadonlyMap<string, PlannedWrite>;
  readonly writes: readonly ObjectWrites[];
}

/** What every description of an undo says. */
const undoOf = (record: PlatformRecord, request: WriteRequest) => ({
  ...undecidedWrite,
  record,
  request,
});

/** Nothing is known any more of what was written. */
const describeForgotten = (record: PlatformRecord, request: WriteRequest): PlannedWrite => ({
  ...undoOf(record, request),
  action: 'skip',
  reason: 'not-undoable',
  undoes: request.undoes,
  crmObject: null,
  crmId: null,
});

const idsOf = ({ outcomes }: UndoTarget) => outcomes.map(({ id }) => id);

const describeUnplaced = (
  work: PlanningWork,
  record: PlatformRecord,
  target: UndoTarget,
): PlannedWrite => ({
  ...undoOf(record, target.request),
  action: 'park',
  failure: unplacedFailure(work, target.request),
  undoes: idsOf(target),
  crmObject: target.outcomes[0].crmObject,
  crmId: target.crmId,
});

const verdictsOf = (judged: JudgedUndo) => {
  if (judged.kind === 'later') return [];
  return judged.kind === 'skip' ? judged.decision.verdicts : judged.write.verdicts;
};

function valuesOf(judged: JudgedUndo): ExplainedValue[] {
  const set = judged.kind === 'call' ? judged.write.fields : {};
  return verdictsOf(judged).map((one) => ({
    ...one,
    held: valueAt(judged.current?.fields ?? {}, one.crmField ?? '') ?? null,
    set: valueAt(set, one.crmField ?? '') ?? null,
  }));
}

const actionOf = (judged: JudgedUndo): PlannedWrite['action'] =>
  judged.kind === 'call' ? judged.write.operation : judged.kind;

const describeJudged = (
  work: PlanningWork,
  object: ObjectWork,
  { record, judged }: { readonly record: PlatformRecord; readonly judged: JudgedUndo },
): PlannedWrite => ({
  ...undoOf(record, judged.target.request),
  action: actionOf(judged),
  reason: judged.kind === 'skip' ? judged.decision.reason : null,
  undoes: idsOf(judged.target),
  crmObject: object.name,
  crmId: judged.target.crmId,
  fields: valuesOf(judged),
  guarantee: guaranteeOf({
    crm: work.connector.label,
    remote: object.remote,
    description: object.description,
    settings: work.connection.settings,
  }),
});

/** Undos of one kind of record in one object of the CRM. */
async function describeIn(
  work: PlanningWork,
  records: ReadonlyMap<string, PlatformRecord>,
  targets: readonly [UndoTarget, ...UndoTarget[]],
): Promise<{ readonly planned: readonly PlannedWrite[]; readonly writes: ObjectWrites | null }> {
  const [{ object }] = targets;
  const write = object?.remote.write;
  const recordOf = ({ request }: UndoTarget) => records.get(request.recordId);
  if (object === null || write === undefined) {
    const planned = targets.flatMap((target) => {
      const record = recordOf(target);
      return record === undefined ? [] : [describeUnplaced(work, record, target)];
    });
    return { planned, writes: null };
  }
  const all = await judgeUndos(work, { ...object, write }, targets);
  const planned = all.flatMap((judged) => {
    const record = recordOf(judged.target);
    return record === undefined ? [] : [describeJudged(work, object, { record, judged })];
  });
  const writes = all.flatMap((one) => (one.kind === 'call' ? [one.write] : []));
  return { planned, writes: { object, writes } };
}

/** What comes first of requests that undo something, decided as the undo itself decides. */
export async function describeUndos(
  work: PlanningWork,
  records: ReadonlyMap<string, PlatformRecord>,
  requests: readonly WriteRequest[],
): Promise<DescribedUndos> {
  if (requests.length === 0) return { undos: new Map(), writes: [] };
  const targets = await loadUndo(work, requests);
  const found = new Set(targets.map(({ request }) => request));
  const planned = requests.flatMap((request): PlannedWrite[] => {
    const record = records.get(request.recordId);
    return found.has(request) || record === undefined ? [] : [describeForgotten(record, request)];
  });
  const groups = Map.groupBy(targets, ({ request, outcomes: [{ crmObject }] }) =>
    JSON.stringify([request.object, crmObject]),
  );
  const writes: ObjectWrites[] = [];
  for (const [first, ...others] of groups.values()) {
    if (first === undefined) continue;
    const described = await describeIn(work, records, [first, ...others]);
    planned.push(...described.planned);
    if (described.writes !== null) writes.push(described.writes);
  }
  return { undos: new Map(planned.map((one) => [one.record.id, one])), writes };
}
