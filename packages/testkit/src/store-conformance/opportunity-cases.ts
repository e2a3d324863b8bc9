import type { RecordRef } from '@concord/core/contract';
import type { Store } from '@concord/core/ports';
import { expect } from 'vitest';
import { aCompany, aLink, anOpportunity, aPerson, applyPage, aRelation, crmId } from './samples.ts';
import type { StoreCase } from './store-case.ts';

const people = Array.from({ length: 6 }, (_, at) =>
  aPerson({ id: `p${at}`, key: `person${at}@acme.example`, companyId: at < 4 ? 'o1' : null }),
);

/** Relates an opportunity to a company or person, both linked under their own ids. */
const relate = (
  store: Store,
  [opportunityId, recordId]: readonly [string, string],
  connectionId = 'c1',
) => {
  const source = { object: 'Opportunity', id: crmId(opportunityId) };
  const to = { object: 'Party', id: crmId(recordId) };
  const linkTo = (end: RecordRef) =>
    aLink({ connectionId, recordId: end.id, crmObject: end.object, crmId: end.id });
  return applyPage(store, {
    links: [source, to].map(linkTo),
    relations: [aRelation({ connectionId, source, from: source, to })],
  });
};

const closed = (id: string) => anOpportunity({ id, fields: { isClosed: true } });

/** One open for `p1`, `p3` and `p4`; a closed one for `p2`. */
const fill = async (store: Store): Promise<void> => {
  await store.saveAndRequest([...people, anOpportunity(), closed('d2')], []);
  for (const id of ['p1', 'p3', 'p4']) await relate(store, ['d1', id]);
  await relate(store, ['d2', 'p2']);
};

const list = async (
  store: Store,
  narrow: Partial<Parameters<Store['listRecords']>[0]>,
): Promise<string[]> => {
  const query = { object: 'person', first: 9, after: null, ...narrow } as const;
  return (await store.listRecords(query)).items.map(({ item }) => item.id);
};

/** What opportunities say of companies and people. */
export const opportunityCases: readonly StoreCase[] = [
  {
    title: 'says who has an open opportunity (R-OPP-3)',
    run: async (store) => {
      await fill(store);
      const asked = ['p0', 'p1', 'p1', 'p2', 'none'];
      expect(await store.haveOpenOpportunity(asked)).toEqual(new Set(['p1']));
      expect(await store.haveOpenOpportunity([])).toEqual(new Set());
    },
  },
  {
    title: 'follows an opportunity that closes and opens again',
    run: async (store) => {
      await fill(store);
      const has = async () => (await store.haveOpenOpportunity(['p1'])).size;
      await applyPage(store, {
        platform: [anOpportunity({ version: 2, fields: { isClosed: true } })],
      });
      expect(await has()).toBe(0);
      await applyPage(store, { platform: [anOpportunity({ version: 3 })] });
      expect(await has()).toBe(1);
    },
  },
  {
    title: 'counts an open opportunity of any CRM (R-OPP-3)',
    run: async (store) => {
      await store.saveAndRequest([aCompany(), closed('d1'), anOpportunity({ id: 'd2' })], []);
      await relate(store, ['d1', 'o1']);
      expect((await store.haveOpenOpportunity(['o1'])).size).toBe(0);
      await relate(store, ['d2', 'o1'], 'c2');
      expect((await store.haveOpenOpportunity(['o1'])).size).toBe(1);
      expect((await store.opportunitiesOf(['o1'], 9)).get('o1')).toHaveLength(2);
    },
  },
  {
    title: 'lists the records with an open opportunity, or without one',
    run: async (store) => {
      await fill(store);
      const open = { hasOpenOpportunity: true };
      expect(await list(store, open)).toEqual(['p1', 'p3', 'p4']);
      expect(await list(store, { hasOpenOpportunity: false })).toEqual(['p0', 'p2', 'p5']);
      expect(await list(store, { ...open, companyId: 'o1' })).toEqual(['p1', 'p3']);
      expect(await list(store, { ...open, search: 'person4' })).toEqual(['p4']);
      expect(await list(store, { ...open, object: 'company' })).toEqual([]);
    },
  },
  {
    title: 'lists opportunities by who has a part in them, and by whether they are open',
    run: async (store) => {
      await fill(store);
      await store.saveAndRequest([aCompany()], []);
      await relate(store, ['d2', 'o1']);
      const object = 'opportunity';
      expect(await list(store, { object })).toEqual(['d1', 'd2']);
      expect(await list(store, { object, isOpen: true })).toEqual(['d1']);
      expect(await list(store, { object, isOpen: false })).toEqual(['d2']);
      expect(await list(store, { object, partyIds: ['p1'] })).toEqual(['d1']);
      expect(await list(store, { object, partyIds: ['p2', 'o1'] })).toEqual(['d2']);
      expect(await list(store, { object, partyIds: ['p1', 'p2'] })).toEqual([]);
      expect(await list(store, { object, partyIds: ['p2'], isOpen: true })).toEqual([]);
      expect(await list(store, { object, partyIds: ['none'] })).toEqual([]);
    },
  },
  {
    title: 'lists them page by page, though some close meanwhile',
    run: async (store) => {
      await fill(store);
      const query = { object: 'person', first: 1, hasOpenOpportunity: true } as const;
      const first = await store.listRecords({ ...query, after: null });
      expect(first.items.map(({ item }) => item.id)).toEqual(['p1']);
      expect(first.hasNext).toBe(true);
      await relate(store, ['d1', 'p0']);
      const second = await store.listRecords({ ...query, after: first.items[0]?.cursor ?? null });
      expect(second.items.map(({ item }) => item.id)).toEqual(['p3']);
      const third = await store.listRecords({ ...query, after: second.items[0]?.cursor ?? null });
      expect(third.items.map(({ item }) => item.id)).toEqual(['p4']);
      expect(third.hasNext).toBe(false);
    },
  },
  {
    title: 'finds the few with an open opportunity among many',
    run: async (store) => {
      const many = Array.from({ length: 5_200 }, (_, at) => {
        const id = `p${String(at).padStart(4, '0')}`;
        return aPerson({ id, key: `${id}@acme.example` });
      });
      await store.saveAndRequest([...many, aCompany({ id: 'p9999' }), anOpportunity()], []);
      for (const id of ['p0001', 'p5100', 'p5199', 'p9999']) await relate(store, ['d1', id]);
      const open = { hasOpenOpportunity: true, first: 2 };
      expect(await list(store, open)).toEqual(['p0001', 'p5100']);
      expect(await list(store, { ...open, after: 'p0001' })).toEqual(['p5100', 'p5199']);
      expect(await list(store, { ...open, after: 'p5100' })).toEqual(['p5199']);
      expect(await list(store, { ...open, search: 'p51' })).toEqual(['p5100', 'p5199']);
    },
  },
  {
    title: 'answers the opportunities closing last, as many as asked for',
    run: async (store) => {
      const dates = ['2026-03-01', '2026-12-01', null, '2026-06-01', '2026-06-01'];
      const opportunities = dates.map((closeDate, at) =>
        anOpportunity({ id: `d${at}`, fields: { closeDate } }),
      );
      await store.saveAndRequest([aCompany(), ...opportunities], []);
      for (const { id } of opportunities) await relate(store, [id, 'o1']);
      const ids = async (perRecord: number) =>
        (await store.opportunitiesOf(['o1'], perRecord)).get('o1')?.map((one) => one.id);
      expect(await ids(9)).toEqual(['d1', 'd3', 'd4', 'd0', 'd2']);
      expect(await ids(2)).toEqual(['d1', 'd3']);
    },
  },
  {
    title: 'answers only opportunities, and only companies and people',
    run: async (store) => {
      await store.saveAndRequest([aCompany(), aPerson(), anOpportunity()], []);
      const [to, from] = ['o1', 'p1'].map((id) => ({ object: 'Party', id: crmId(id) }));
      await relate(store, ['d1', 'o1']);
      const source = { object: 'Party', id: crmId('p1') };
      const links = [aLink({ recordId: 'p1', crmObject: 'Party', crmId: crmId('p1') })];
      const ends = { from: from ?? source, to: to ?? source };
      await applyPage(store, { links, relations: [aRelation({ source, ...ends })] });
      expect(await store.partiesOf(['o1'])).toEqual(new Map([['o1', [aPerson()]]]));
      expect(await store.opportunitiesOf(['p1'], 9)).toEqual(new Map());
      expect(await store.partiesOf(['d1'])).toEqual(new Map([['d1', [aCompany()]]]));
    },
  },
];
