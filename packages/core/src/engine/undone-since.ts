import type { Outcome, Store } from '../ports/index.ts';

/** Outcomes of a record, newest first, among which its undos are looked for. */
const historyMax = 50;

/** Whether it undid one outcome, and nothing has undone it, nor is asked to with it. */
const undid = (
  undo: Outcome,
  id: string,
  among: { readonly history: readonly Outcome[]; readonly isAsked: (undo: Outcome) => boolean },
): boolean => {
  const { history, isAsked } = among;
  if (undo.undoes?.includes(id) !== true) return false;
  if (undo.status === 'removed') return true;
  if (undo.status !== 'updated' || isAsked(undo)) return false;
  return !history.some((later) => undid(later, undo.id, among));
};

const removedSince = (removal: Outcome, { crmObject, crmId, at, status }: Outcome): boolean =>
  status !== 'removed' &&
  removal.status === 'removed' &&
  removal.crmObject === crmObject &&
  removal.crmId === crmId &&
  removal.at >= at;

/**
 * Of each outcome that is undone already, or whose CRM record we have removed since, the outcome
 * that says so. An undo that `isAsked` to be undone itself does not count.
 */
export async function undoneSince(
  store: Pick<Store, 'outcomesOf'>,
  outcomes: readonly Outcome[],
  isAsked: (undo: Outcome) => boolean,
): Promise<ReadonlyMap<string, Outcome>> {
  const recordIds = new Set(outcomes.flatMap(({ recordId }) => recordId ?? []));
  const found = await store.outcomesOf([...recordIds], historyMax);
  const ofRecord = Map.groupBy(
    found,
    ({ connectionId, recordId }) => `${connectionId} ${recordId}`,
  );
  const entries = outcomes.flatMap((outcome): [string, Outcome][] => {
    const history = ofRecord.get(`${outcome.connectionId} ${outcome.recordId}`) ?? [];
    const by = history.find(
      (later) => undid(later, outcome.id, { history, isAsked }) || removedSince(later, outcome),
    );
    return by === undefined ? [] : [[outcome.id, by]];
  });
  return new Map(entries);
}
