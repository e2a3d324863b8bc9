import { expect } from 'vitest';
import { aCompany, aPerson, anAsking, applyPage, crmId } from './samples.ts';
import type { StoreCase } from './store-case.ts';

/** Platform records, which no two writers change at once and no two share a key. */
export const recordCases: readonly StoreCase[] = [
  {
    title: 'keeps which CRM record a value, a key and a company come from',
    run: async (store) => {
      const contact = { connectionId: 'c1', crmObject: 'Contact', crmId: crmId('003A') };
      const sources = {
        email: contact,
        title: { ...contact, connectionId: 'c2' },
        company: contact,
      };
      const person = aPerson({ sources, companyId: 'o1' });
      await applyPage(store, { platform: [aCompany(), person] });
      expect(await store.getRecords(['p1'])).toEqual([person]);
      const elsewhere = { ...sources, company: { ...contact, connectionId: 'c2' } };
      const moved = { ...person, sources: elsewhere, version: 2 };
      await applyPage(store, { platform: [moved] });
      expect(await store.getRecords(['p1'])).toEqual([moved]);
    },
  },
  {
    title: 'stores a version over the one before it',
    run: async (store) => {
      const second = aPerson({ version: 2, fields: { title: 'Director' } });
      expect(await store.saveAndRequest([aPerson()], [])).toEqual([]);
      expect(await store.saveAndRequest([second], [])).toEqual([]);
      expect(await store.getRecords(['p1', 'p2'])).toEqual([second]);
    },
  },
  {
    title: 'refuses a version that another writer has made',
    run: async (store) => {
      await store.saveAndRequest([aPerson()], []);
      await store.saveAndRequest([aPerson({ version: 2 })], []);
      const late = aPerson({ version: 2, fields: { title: 'Lost' } });
      expect(await store.saveAndRequest([late], [])).toBe('conflict');
      expect(await store.getRecords(['p1'])).toEqual([aPerson({ version: 2 })]);
    },
  },
  {
    title: 'refuses a new version of a record that is not there',
    run: async (store) => {
      expect(await store.saveAndRequest([aPerson({ version: 2 })], [])).toBe('conflict');
      expect(await store.getRecords(['p1'])).toEqual([]);
    },
  },
  {
    title: 'refuses a second record of one email (R-DUP-6)',
    run: async (store) => {
      await store.saveAndRequest([aPerson()], []);
      expect(await store.saveAndRequest([aPerson({ id: 'p2' })], [anAsking()])).toBe('conflict');
      expect(await store.getRecords(['p2'])).toEqual([]);
      expect(await store.getRequests(['w1'])).toEqual([]);
    },
  },
  {
    title: 'refuses a further address that is another person (R-DUP-6)',
    run: async (store) => {
      const other = aPerson({ id: 'p2', key: 'bob@acme.example' });
      await store.saveAndRequest([aPerson(), other], []);
      const keys = ['bob@acme.example', 'ada@acme.example'];
      const greedy = aPerson({ id: 'p2', key: 'bob@acme.example', keys, version: 2 });
      expect(await store.saveAndRequest([greedy], [])).toBe('conflict');
      expect(await store.findRecord('person', 'ada@acme.example')).toEqual(aPerson());
    },
  },
  {
    title: 'lets a person and a company have the same key',
    run: async (store) => {
      const company = aPerson({ id: 'o1', object: 'company' });
      expect(await store.saveAndRequest([aPerson(), company], [])).toEqual([]);
      expect(await store.findRecord('company', 'ada@acme.example')).toEqual(company);
    },
  },
  {
    title: 'finds a record by every key, and by no key it gave up',
    run: async (store) => {
      const keys = ['ada@acme.example', 'ada@home.example'];
      await store.saveAndRequest([aPerson({ keys })], []);
      const found = await store.findRecord('person', 'ada@home.example');
      expect(found).toEqual(aPerson({ keys }));
      await store.saveAndRequest([aPerson({ version: 2 })], []);
      expect(await store.findRecord('person', 'ada@home.example')).toBeNull();
      const heir = aPerson({ id: 'p2', key: 'ada@home.example' });
      expect(await store.saveAndRequest([heir], [])).toEqual([]);
    },
  },
  {
    title: 'passes a key on within one call, in either order',
    run: async (store) => {
      const two = aPerson({ id: 'p2', key: 'bob@acme.example' });
      await store.saveAndRequest([aPerson(), two], []);
      const swapped = [
        aPerson({ key: 'bob@acme.example', version: 2 }),
        aPerson({ id: 'p2', key: 'ada@acme.example', version: 2 }),
      ];
      expect(await store.saveAndRequest(swapped, [])).toEqual([]);
      expect((await store.findRecord('person', 'ada@acme.example'))?.id).toBe('p2');
    },
  },
  {
    title: 'follows versions of one record within a call',
    run: async (store) => {
      const versions = [aPerson(), aPerson({ version: 2 }), aPerson({ version: 3 })];
      expect(await applyPage(store, { platform: versions })).toBe('applied');
      expect((await store.getRecords(['p1']))[0]?.version).toBe(3);
      const gap = [aPerson({ version: 4 }), aPerson({ version: 6 })];
      expect(await applyPage(store, { platform: gap })).toBe('conflict');
    },
  },
  {
    title: 'makes one record of many that are made at once (R-DUP-6)',
    run: async (store) => {
      const made = Array.from({ length: 6 }, (_, at) =>
        store.saveAndRequest([aPerson({ id: `p${at}` })], []),
      );
      const answers = await Promise.all(made);
      expect(answers.filter((answer) => answer !== 'conflict')).toHaveLength(1);
    },
  },
];
