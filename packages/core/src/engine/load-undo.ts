import type { RemoteId } from '../contract/index.ts';
import type { Link, Outcome, WriteRequest } from '../ports/index.ts';
import type { ObjectWork, PlanningWork } from './connection-work.ts';
import type { EngineParts } from './engine.ts';
import { undoneSince } from './undone-since.ts';
import { objectNamed } from './write-target.ts';

/** What a request undoes first: writes to one CRM record. */
export interface UndoTarget {
  readonly request: WriteRequest;
  /** Newest first, all of the record. */
  readonly outcomes: readonly [Outcome, ...Outcome[]];
  readonly crmId: RemoteId;
  /** `null` where the account does not show the object any more. */
  readonly object: ObjectWork | null;
  readonly link: Link | null;
}

const byAge = (a: Outcome, b: Outcome): number => (`${a.at} ${a.id}` < `${b.at} ${b.id}` ? 1 : -1);

/** Outcomes of the CRM record that was written last; others of the request come after it. */
function latestOf(outcomes: readonly Outcome[]): [Outcome, ...Outcome[]] | null {
  const [newest, ...others] = outcomes.toSorted(byAge);
  if (newest === undefined || newest.crmId === null) return null;
  const isSame = ({ crmObject, crmId }: Outcome) =>
    crmObject === newest.crmObject && crmId === newest.crmId;
  return [newest, ...others.filter(isSame)];
}

/** The outcomes that requests are to undo, but for those that an undo which was faster has undone. */
async function leftToUndo({ store }: EngineParts, requests: readonly WriteRequest[]) {
  const asked = new Set(requests.flatMap(({ undoes }) => undoes));
  const outcomes = await store.getOutcomes([...asked]);
  const undone = await undoneSince(store, outcomes, ({ id }) => asked.has(id));
  return outcomes.filter(({ id }) => !undone.has(id));
}

/**
 * The writes that requests are to undo; a request whose outcomes are all gone, or undone already, is
 * left out.
 */
export async function loadUndo(
  work: PlanningWork,
  requests: readonly WriteRequest[],
): Promise<UndoTarget[]> {
  const { store } = work.parts;
  const outcomes = await leftToUndo(work.parts, requests);
  const byId = new Map(outcomes.map((outcome) => [outcome.id, outcome]));
  const links = await store.linksOf(requests.map(({ recordId }) => recordId));
  return requests.flatMap((request): UndoTarget[] => {
    const latest = latestOf(request.undoes.flatMap((id) => byId.get(id) ?? []));
    if (latest === null) return [];
    const [{ crmObject, crmId, recordId }] = latest;
    const link = links.find(
      (one) =>
        one.connectionId === request.connectionId &&
        one.crmObject === crmObject &&
        one.recordId === recordId,
    );
    return [
      {
        request,
        outcomes: latest,
        crmId: crmId as RemoteId,
        object: objectNamed(work, crmObject),
        link: link ?? null,
      },
    ];
  });
}
