import type { ListPage, Outcome, Store } from '@concord/core/ports';
import { expect } from 'vitest';
import { applyPage, aSkip, crmId, minute } from './samples.ts';
import type { StoreCase } from './store-case.ts';

/** What a caller may send as an id or a cursor, and no text column of PostgreSQL holds as it is. */
const hostile = ['a\0b', 'half \ud83d', 'escape \u001a0000', 'quote \'"\\{}'];

/** Every list, narrowed to what nothing has. */
const listsOf = (store: Store, id: string): readonly Promise<ListPage<unknown>>[] => {
  const page = { first: 9, after: null };
  return [
    store.listRecords({ ...page, object: 'person', companyId: id }),
    store.listRecords({ ...page, object: 'task', personId: id }),
    store.listRecords({ ...page, object: 'opportunity', partyIds: [id] }),
    store.listOutcomes({ ...page, filter: { connectionId: id } }),
    store.listOutcomes({ ...page, filter: { crmObject: id, search: id } }),
    store.listOutcomes({ ...page, filter: { recordId: id, runId: id } }),
    store.listRuns({ ...page, connectionId: id }),
    store.listOpenRequests({ ...page, connectionId: id, recordIds: [id] }),
  ];
};

/** Every list, from a place that it did not name. */
const listsAfter = (store: Store, after: string): readonly Promise<ListPage<unknown>>[] => {
  const page = { first: 9, after };
  return [
    store.listRecords({ ...page, object: 'person' }),
    store.listRecords({ ...page, object: 'person', search: 'a' }),
    store.listRecords({ ...page, object: 'person', hasOpenOpportunity: true }),
    store.listOutcomes({ ...page, filter: {} }),
    store.listOutcomes({ ...page, filter: { statuses: ['failed'] } }),
    store.listOutcomes({ ...page, filter: { search: 'a' } }),
    store.listRuns(page),
    store.listOpenRequests({ ...page, connectionId: 'c1' }),
  ];
};

/** Questions about one connection, run or record. */
const looksAt = (store: Store, id: string): readonly Promise<unknown>[] => [
  store.getConnection(id),
  store.getCredentials(id),
  store.getRun(id),
  store.getLease(id),
  store.nextQueuedRun(id, 'read'),
  store.nextDueAt(id),
  store.getCheckpoint(id, id),
  store.findRecord('person', id),
  store.takeAuthorisation({ stateHash: id, caller: id, now: minute(1) }),
];

/** Ids and cursors that a caller may make up are questions like any other. */
export const hostileIdCases: readonly StoreCase[] = [
  {
    title: 'finds nothing by hostile ids and places',
    run: async (store) => {
      for (const id of hostile) {
        const pages = await Promise.all([...listsOf(store, id), ...listsAfter(store, id)]);
        expect(pages.flatMap(({ items }) => items)).toEqual([]);
        expect((await Promise.all(looksAt(store, id))).filter((one) => one !== null)).toEqual([]);
        expect(await store.countOutcomes({ connectionId: id, runId: id })).toBe(0);
        expect(await store.getRecords([id])).toEqual([]);
        expect(await store.getMappings(id)).toEqual([]);
        expect(await store.openPlans(id)).toEqual([]);
      }
    },
  },
  {
    title: 'finds nothing by texts that would be long or broken patterns',
    run: async (store) => {
      await applyPage(store, { skipped: hostile.map((id) => aSkip({ id, crmId: crmId(id) })) });
      for (const search of ['a('.repeat(250), '\u001a'.repeat(500), '\0\\['.repeat(150)]) {
        const page = { first: 9, after: null };
        const outcomes = await store.listOutcomes({ ...page, filter: { search } });
        const people = await store.listRecords({ ...page, object: 'person', search });
        expect([...outcomes.items, ...people.items]).toEqual([]);
        expect(await store.countOutcomes({ search })).toBe(0);
      }
    },
  },
  {
    title: 'changes nothing of a hostile id',
    run: async (store) => {
      for (const id of hostile) {
        await store.changeConnection(id, { name: 'x' });
        await store.changeApiKey(id, { revokedAt: minute(1) });
        await store.releaseLinked(id, minute(1));
        expect(await store.retryRequests({ filter: { runId: id } }, minute(1))).toBe(0);
      }
    },
  },
  {
    title: 'walks outcomes whose ids are hostile, page by page',
    run: async (store) => {
      const skipped = hostile.map((id) => aSkip({ id, crmId: crmId(id) }));
      await applyPage(store, { skipped });
      const walked: string[] = [];
      let after: string | null = null;
      for (const _ of hostile) {
        const page: ListPage<Outcome> = await store.listOutcomes({ first: 1, after, filter: {} });
        walked.push(...page.items.map(({ item }) => item.id));
        after = page.items.at(-1)?.cursor ?? null;
      }
      expect(walked.toSorted()).toEqual(hostile.toSorted());
    },
  },
];
