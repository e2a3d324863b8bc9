import { closeDateOf, isOpenOpportunity } from '../platform/index.ts';
import type { PlatformRecord } from '../platform/index.ts';
import type { ReportStore } from '../ports/index.ts';
import type { MemoryState } from './memory-state.ts';
import { relatedRecords } from './relations.ts';

const isParty = ({ object }: PlatformRecord): boolean =>
  object === 'company' || object === 'person';

/** Newest close date first; those without one last. */
const byCloseDate = (a: PlatformRecord, b: PlatformRecord): number => {
  const [dateOfA, dateOfB] = [closeDateOf(a), closeDateOf(b)];
  if (dateOfA !== dateOfB) return dateOfA > dateOfB ? -1 : 1;
  return a.id < b.id ? -1 : 1;
};

const byId = (a: PlatformRecord, b: PlatformRecord): number => (a.id < b.id ? -1 : 1);

/** Answers each record's list, and nothing of a record whose list is empty. */
const listsOf = (
  ids: readonly string[],
  listOf: (id: string) => readonly PlatformRecord[],
): ReadonlyMap<string, readonly PlatformRecord[]> =>
  new Map(
    [...new Set(ids)]
      .map((id) => [id, listOf(id)] as const)
      .filter(([, records]) => records.length > 0),
  );

/** Whether a company or person has an open opportunity in any CRM (R-OPP-3). */
export const hasOpenOpportunity = (state: MemoryState): ((recordId: string) => boolean) => {
  const related = relatedRecords(state);
  return (recordId) => related(recordId).some(isOpenOpportunity);
};

/** Which opportunities are whose. */
export const createOpportunityReports = (
  state: MemoryState,
): Pick<ReportStore, 'haveOpenOpportunity' | 'opportunitiesOf' | 'partiesOf'> => ({
  haveOpenOpportunity: async (recordIds) => new Set(recordIds.filter(hasOpenOpportunity(state))),
  opportunitiesOf: async (recordIds, perRecord) => {
    const related = relatedRecords(state);
    return listsOf(recordIds, (id) =>
      related(id)
        .filter(({ object }) => object === 'opportunity')
        .toSorted(byCloseDate)
        .slice(0, perRecord),
    );
  },
  partiesOf: async (opportunityIds) => {
    const related = relatedRecords(state);
    return listsOf(opportunityIds, (id) => related(id).filter(isParty).toSorted(byId));
  },
});
