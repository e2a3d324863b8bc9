import { isOpenOpportunity } from '../platform/index.ts';
import type { PlatformRecord } from '../platform/index.ts';
import type { Outcome, ReportStore } from '../ports/index.ts';
import { countObjects } from './count-objects.ts';
import { linksByRecord } from './links.ts';
import { ascending, descending, listPage } from './list-page.ts';
import type { MemoryState } from './memory-state.ts';
import { createOpportunityReports, hasOpenOpportunity } from './opportunity-reports.ts';
import { countByKind, outcomesThatFit } from './outcomes-that-fit.ts';
import { idsByKey, recordsById } from './platform-records.ts';
import { relatedRecords } from './relations.ts';

/** Whether a record passes what a query asks of opportunities. */
const opportunityFilter = (
  state: MemoryState,
  { partyIds = [], isOpen }: Parameters<ReportStore['listRecords']>[0],
): ((record: PlatformRecord) => boolean) => {
  const related = partyIds.length === 0 ? null : relatedRecords(state);
  const shared = partyIds.map((id) => new Set(related?.(id).map((one) => one.id)));
  return (record) =>
    shared.every((ids) => ids.has(record.id)) &&
    (isOpen === undefined ||
      (record.object === 'opportunity' && isOpenOpportunity(record) === isOpen));
};

/** By the beginning of the key where any key begins with the text, else by any part. */
const keyFilter = (
  { records }: MemoryState,
  { object, search = '' }: Parameters<ReportStore['listRecords']>[0],
): ((key: string) => boolean) => {
  const begins = (key: string): boolean => key.startsWith(search);
  const isAnyBegun = [...records.values()].some((one) => one.object === object && begins(one.key));
  return isAnyBegun ? begins : (key) => key.includes(search);
};

const listRecords =
  (state: MemoryState): ReportStore['listRecords'] =>
  async (query) => {
    const { object, companyId, personId, crmObject, hasOpenOpportunity: open } = query;
    const has = open === undefined ? () => open : hasOpenOpportunity(state);
    const isWanted = opportunityFilter(state, query);
    const isMeant = keyFilter(state, query);
    const wanted = [...state.records.values()].filter(
      (record) =>
        record.object === object &&
        isMeant(record.key) &&
        (companyId === undefined || record.companyId === companyId) &&
        (personId === undefined || record.personId === personId) &&
        (crmObject === undefined ||
          linksByRecord(state, [record.id]).some((link) => link.crmObject === crmObject)) &&
        has(record.id) === open &&
        isWanted(record),
    );
    const placed = wanted.map((item: PlatformRecord) => ({ cursor: item.id, item }));
    return listPage(placed, query, ascending);
  };

const activitiesOf =
  (state: MemoryState): ReportStore['activitiesOf'] =>
  async (object, personIds, perPerson) => {
    const wanted = new Set(personIds);
    const found = [...state.records.values()]
      .filter((record) => record.object === object && wanted.has(record.personId ?? ''))
      .toSorted((a, b) => (a.id > b.id ? -1 : 1));
    const groups = Map.groupBy(found, ({ personId }) => personId ?? '');
    return new Map([...groups].map(([id, group]) => [id, group.slice(0, perPerson)]));
  };

const newestFirst = (a: Outcome, b: Outcome): number =>
  `${a.at} ${a.id}` > `${b.at} ${b.id}` ? -1 : 1;

const newestOf =
  ({ outcomes }: MemoryState): ReportStore['outcomesOf'] =>
  async (recordIds, perRecord) => {
    const wanted = new Set(recordIds);
    const groups = Map.groupBy(
      [...outcomes.values()].filter(({ recordId }) => recordId !== null && wanted.has(recordId)),
      (outcome) => outcome.recordId,
    );
    return [...groups.values()]
      .flatMap((group) => group.toSorted(newestFirst).slice(0, perRecord))
      .toSorted(newestFirst);
  };

const countReasons =
  (state: MemoryState): ReportStore['countReasons'] =>
  async (connectionId) => {
    const groups = Map.groupBy(
      outcomesThatFit(state, { connectionId, statuses: ['skipped'] }).filter(
        (outcome) => outcome.reason !== null,
      ),
      (outcome) => `${outcome.crmObject} ${outcome.reason}`,
    );
    return [...groups]
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .flatMap(([, [outcome, ...others]]) =>
        outcome === undefined
          ? []
          : [
              {
                crmObject: outcome.crmObject,
                reason: outcome.reason ?? '',
                count: others.length + 1,
              },
            ],
      );
  };

/** What people and the gateway ask for. */
export const createReports = (state: MemoryState): ReportStore => ({
  getRecords: async (ids) => recordsById(state, ids),
  findRecord: async (object, key) => recordsById(state, idsByKey(state, object, [key]))[0] ?? null,
  listRecords: listRecords(state),
  ...createOpportunityReports(state),
  activitiesOf: activitiesOf(state),
  linksOf: async (recordIds) => linksByRecord(state, recordIds),
  getOutcomes: async (ids) =>
    [...new Set(ids)].map((id) => state.outcomes.get(id)).filter((one) => one !== undefined),
  listOutcomes: async (query) => {
    const placed = outcomesThatFit(state, query.filter).map((item) => ({
      cursor: `${item.at} ${item.id}`,
      item,
    }));
    return listPage(placed, query, descending);
  },
  outcomesOf: newestOf(state),
  countOutcomes: async (filter) => outcomesThatFit(state, filter).length,
  countByKind: countByKind(state),
  countObjects: async (connectionIds) =>
    new Map(
      connectionIds
        .map((id) => [id, countObjects(state, id)] as const)
        .filter(([, counts]) => counts.length > 0),
    ),
  countReasons: countReasons(state),
  listCheckpoints: async (connectionIds) =>
    [...state.checkpoints.values()]
      .filter((checkpoint) => connectionIds.includes(checkpoint.connectionId))
      .toSorted((a, b) => (a.crmObject < b.crmObject ? -1 : 1)),
});
