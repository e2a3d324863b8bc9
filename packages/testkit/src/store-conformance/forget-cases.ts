import { expect } from 'vitest';
import {
  aCompany,
  aLink,
  anAsking,
  anOpportunity,
  aPerson,
  aPlan,
  applyPage,
  aRelation,
  crmId,
  takeLease,
} from './samples.ts';
import type { StoreCase } from './store-case.ts';

const links = [
  aLink({ recordId: 'd1', crmObject: 'Opportunity', crmId: crmId('006A') }),
  aLink({ recordId: 'o1', crmObject: 'Account', crmId: crmId('001A') }),
];

/** Platform records that are no more leave nothing behind that others could meet. */
export const forgetCases: readonly StoreCase[] = [
  {
    title: 'forgets a record with its keys and links (R-OPP-2)',
    run: async (store) => {
      await applyPage(store, { platform: [anOpportunity(), aCompany()], links });
      await applyPage(store, { forgotten: ['d1', 'none'] });
      expect(await store.getRecords(['d1', 'o1'])).toEqual([aCompany()]);
      expect(await store.findRecord('opportunity', anOpportunity().key)).toBeNull();
      expect(await store.linksOf(['d1', 'o1'])).toEqual(links.slice(1));
      const again = anOpportunity({ id: 'd2', key: anOpportunity().key });
      expect(await applyPage(store, { platform: [again] })).toBe('applied');
    },
  },
  {
    title: 'forgets what the record said, not what others say of it',
    run: async (store) => {
      const role = { object: 'OpportunityContactRole', id: crmId('00KA') };
      const relations = [
        aRelation(),
        aRelation({ source: role, to: { object: 'Contact', id: crmId('003A') } }),
      ];
      const platform = [anOpportunity(), aCompany(), aPerson()];
      await applyPage(store, { platform, links: [...links, aLink()], relations });
      expect((await store.haveOpenOpportunity(['o1', 'p1'])).size).toBe(2);
      await applyPage(store, { forgotten: ['d1'] });
      expect((await store.haveOpenOpportunity(['o1', 'p1'])).size).toBe(0);
      const query = { object: 'person', first: 9, after: null, hasOpenOpportunity: true } as const;
      expect((await store.listRecords(query)).items).toEqual([]);
      await applyPage(store, { links: links.slice(0, 1) });
      expect((await store.haveOpenOpportunity(['o1', 'p1'])).size).toBe(0);
      await applyPage(store, { platform: [anOpportunity()] });
      expect(await store.haveOpenOpportunity(['o1', 'p1'])).toEqual(new Set(['p1']));
    },
  },
  {
    title: 'forgets open requests and plans, and keeps what is done',
    run: async (store) => {
      const asked = [anAsking(), anAsking({ id: 'w2', connectionId: 'c2' })];
      await store.saveAndRequest([aPerson()], [...asked, anAsking({ id: 'w3', recordId: 'p2' })]);
      const lease = await takeLease(store);
      await store.savePlans(lease, [aPlan(), aPlan({ id: 'plan3', requestId: 'w3' })]);
      await store.releaseLease(lease);
      await applyPage(store, { forgotten: ['p1'] });
      const left = await store.getRequests(['w1', 'w2', 'w3']);
      expect(left.map((request) => request.id)).toEqual(['w3']);
      expect((await store.openPlans('c1')).map((plan) => plan.id)).toEqual(['plan3']);
      await store.saveAndRequest([], [anAsking({ id: 'w4' })]);
      expect(await store.getRequests(['w4'])).toMatchObject([{ seq: 1 }]);
    },
  },
  {
    title: 'forgets nothing of a page that meets a conflict',
    run: async (store) => {
      await applyPage(store, { platform: [anOpportunity()], links });
      const page = { forgotten: ['d1'], platform: [aCompany({ version: 2 })] };
      expect(await applyPage(store, page)).toBe('conflict');
      expect(await store.getRecords(['d1'])).toEqual([anOpportunity()]);
      expect(await store.linksOf(['d1'])).toHaveLength(1);
    },
  },
];
