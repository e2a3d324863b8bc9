import type { Store } from '@concord/core/ports';
import { expect } from 'vitest';
import { aLink, anAsking, aPerson, applyPage, aRow, around, crmId, email } from './samples.ts';
import type { StoreCase } from './store-case.ts';

const idsOf = (rows: readonly { readonly id: string }[]): string[] =>
  rows.map((row) => row.id).toSorted();

const crmIdsOf = (links: readonly { readonly crmId: string }[]): string[] =>
  links.map((link) => link.crmId).toSorted();

/** Ada: a contact, a lead and a person, linked; Bob: a contact and a person, linked. */
const fill = (store: Store): Promise<unknown> => {
  const bob = [email('bob@acme.example')];
  return applyPage(store, {
    rows: [
      aRow(),
      aRow({ id: crmId('003T'), keys: [email('ada@acme.example')] }),
      aRow({ crmObject: 'Lead', id: crmId('00QA') }),
      aRow({ id: crmId('003B'), keys: bob }),
      aRow({ crmObject: 'Account', id: crmId('001A'), keys: [{ kind: 'domain', value: 'a.com' }] }),
    ],
    platform: [
      aPerson({ keys: ['ada@acme.example', 'ada@home.example'] }),
      aPerson({ id: 'p2', key: 'bob@acme.example' }),
      aPerson({ id: 'o1', object: 'company', key: 'a.com' }),
    ],
    links: [
      aLink(),
      aLink({ crmObject: 'Lead', crmId: crmId('00QA') }),
      aLink({ recordId: 'p2', crmId: crmId('003B') }),
      aLink({ recordId: 'o1', crmObject: 'Account', crmId: crmId('001A') }),
      aLink({ connectionId: 'c2', crmId: crmId('elsewhere') }),
    ],
  });
};

/** All that planning needs comes in one answer. */
export const contextCases: readonly StoreCase[] = [
  {
    title: 'answers nothing for nothing',
    run: async (store) => {
      await fill(store);
      const nothing = { known: [], rivals: [], platform: [], companies: [], links: [] };
      expect(await around(store, [])).toEqual(nothing);
      const empty = { connectionId: 'c1', recordIds: [], keys: [] };
      expect(await store.loadWriteContext(empty)).toEqual({ links: [], rows: [] });
    },
  },
  {
    title: 'answers rivals and people by the keys of known rows',
    run: async (store) => {
      await fill(store);
      const found = await around(store, ['003A']);
      expect(idsOf(found.known)).toEqual(['003A']);
      expect(idsOf(found.rivals)).toEqual(['003A', '003T', '00QA']);
      expect(idsOf(found.platform)).toEqual(['p1']);
      expect(crmIdsOf(found.links)).toEqual(['003A', '00QA']);
    },
  },
  {
    title: 'answers rivals and people by the keys of the page',
    run: async (store) => {
      await fill(store);
      const found = await around(store, ['003N'], [email('bob@acme.example')]);
      expect(found.known).toEqual([]);
      expect(idsOf(found.rivals)).toEqual(['003B']);
      expect(idsOf(found.platform)).toEqual(['p2']);
      expect(crmIdsOf(found.links)).toEqual(['003B']);
    },
  },
  {
    title: 'answers rivals by every address of a person on the page',
    run: async (store) => {
      await fill(store);
      const home = aRow({ id: crmId('003H'), keys: [email('ada@home.example')] });
      await applyPage(store, { rows: [home] });
      const found = await around(store, ['003N'], [email('ada@acme.example')]);
      expect(idsOf(found.rivals)).toEqual(['003A', '003H', '003T', '00QA']);
    },
  },
  {
    title: 'answers a person by a further address, with all links',
    run: async (store) => {
      await fill(store);
      const found = await around(store, [], [email('ada@home.example')]);
      expect(idsOf(found.rivals)).toEqual(['003A', '003T', '00QA']);
      expect(idsOf(found.platform)).toEqual(['p1']);
      expect(crmIdsOf(found.links)).toEqual(['003A', '00QA']);
    },
  },
  {
    title: 'answers the person linked to a contact without a key',
    run: async (store) => {
      await applyPage(store, {
        platform: [aPerson()],
        links: [aLink()],
        rows: [aRow({ keys: [] })],
      });
      const found = await around(store, ['003A']);
      expect(found.rivals).toEqual([]);
      expect(idsOf(found.platform)).toEqual(['p1']);
    },
  },
  {
    title: 'answers the links of companies that the page names',
    run: async (store) => {
      await fill(store);
      const found = await store.loadReadContext({
        connectionId: 'c1',
        object: 'person',
        crmObject: 'Contact',
        ids: [],
        keys: [],
        domains: [],
        companies: { crmObject: 'Account', ids: [crmId('001A'), crmId('001B')] },
      });
      expect(found.links.map((link) => link.recordId)).toEqual(['o1']);
    },
  },
  {
    title: 'answers the links of rivals',
    run: async (store) => {
      const rival = aRow({ id: crmId('003T') });
      await applyPage(store, {
        rows: [rival],
        links: [aLink({ recordId: 'p9', crmId: crmId('003T') })],
      });
      const found = await around(store, [], [email('ada@acme.example')]);
      expect(found.links.map((link) => link.recordId)).toEqual(['p9']);
    },
  },
  {
    title: 'answers the keys that live records of other connections have',
    run: async (store) => {
      const [ada, bo] = [email('ada@acme.example'), email('bo@acme.example')];
      await applyPage(store, {
        rows: [
          aRow({ keys: [ada] }),
          aRow({ id: crmId('1'), connectionId: 'c2', keys: [ada] }),
          aRow({ id: crmId('2'), connectionId: 'c2', keys: [bo], removed: true }),
        ],
      });
      const domain = { kind: 'domain', value: ada.value } as const;
      expect(await store.keysElsewhere('c1', [ada, bo])).toEqual([ada.value]);
      expect(await store.keysElsewhere('c1', [domain, bo])).toEqual([]);
      expect(await store.keysElsewhere('c2', [ada, ada])).toEqual([ada.value]);
    },
  },
  {
    title: 'answers links and rows for a write',
    run: async (store) => {
      await fill(store);
      const keys = [email('ada@acme.example'), { kind: 'domain', value: 'a.com' } as const];
      const recordIds = ['p1', 'p1', 'none'];
      const found = await store.loadWriteContext({ connectionId: 'c1', recordIds, keys });
      expect(crmIdsOf(found.links)).toEqual(['003A', '00QA']);
      expect(idsOf(found.rows)).toEqual(['001A', '003A', '003T', '00QA']);
    },
  },
  {
    title: 'answers the linked row when it was removed or changed its key',
    run: async (store) => {
      const removed = aRow({ removed: true, keys: [] });
      await store.saveAndRequest([aPerson()], [anAsking()]);
      await applyPage(store, { rows: [removed], links: [aLink()] });
      const keys = [email('ada@acme.example')];
      const found = await store.loadWriteContext({ connectionId: 'c1', recordIds: ['p1'], keys });
      expect(found.rows).toEqual([removed]);
    },
  },
  {
    title: 'keeps other connections out of the answer',
    run: async (store) => {
      await fill(store);
      const keys = [email('ada@acme.example')];
      const found = await store.loadWriteContext({ connectionId: 'c2', recordIds: ['p1'], keys });
      expect(found.rows).toEqual([]);
      expect(crmIdsOf(found.links)).toEqual(['elsewhere']);
    },
  },
];
