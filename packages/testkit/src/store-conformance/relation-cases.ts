import type { RecordRef } from '@concord/core/contract';
import type { Store } from '@concord/core/ports';
import { expect } from 'vitest';
import { aCompany, aLink, anOpportunity, aPerson, applyPage, aRelation, crmId } from './samples.ts';
import type { StoreCase } from './store-case.ts';

const ref = (object: string, id: string): RecordRef => ({ object, id: crmId(id) });

const link = (recordId: string, crmObject: string, id: string) =>
  aLink({ recordId, crmObject, crmId: crmId(id) });

const company = link('o1', 'Account', '001A');
const opportunity = link('d1', 'Opportunity', '006A');

const merge = (from: string, to: string) => ({ from: crmId(from), to: crmId(to) });

/** A role, a record of its own that brings an opportunity and a person together. */
const role = (person: RecordRef, id = '00KA') =>
  aRelation({ source: ref('OpportunityContactRole', id), to: person });

const save = (store: Store) => store.saveAndRequest([aCompany(), aPerson(), anOpportunity()], []);

const parties = async (store: Store, id = 'd1'): Promise<string[]> =>
  ((await store.partiesOf([id])).get(id) ?? []).map((record) => record.id);

/** Who belongs to which opportunity, whatever arrives first. */
export const relationCases: readonly StoreCase[] = [
  {
    title: 'relates records by their links, whichever comes last (R-OPP-1)',
    run: async (store) => {
      await applyPage(store, { relations: [aRelation()] });
      await save(store);
      expect(await parties(store)).toEqual([]);
      await applyPage(store, { links: [opportunity] });
      expect(await parties(store)).toEqual([]);
      await applyPage(store, { links: [company] });
      expect(await store.partiesOf(['d1', 'd1', 'd2'])).toEqual(new Map([['d1', [aCompany()]]]));
      const found = await store.opportunitiesOf(['o1', 'p1'], 9);
      expect(found).toEqual(new Map([['o1', [anOpportunity()]]]));
      expect(await store.partiesOf([])).toEqual(new Map());
    },
  },
  {
    title: 'relates a person of any object, in either direction',
    run: async (store) => {
      await save(store);
      const contact = role(ref('Contact', '003A'));
      const turned = { ...contact, from: contact.to, to: contact.from };
      await applyPage(store, { links: [opportunity, aLink()], relations: [turned] });
      expect(await parties(store)).toEqual(['p1']);
      const lead = [role(ref('Lead', '00QA'))];
      await applyPage(store, { relations: lead, relationsOf: [contact.source] });
      expect(await parties(store)).toEqual([]);
      await applyPage(store, { links: [link('p1', 'Lead', '00QA')] });
      expect(await parties(store)).toEqual(['p1']);
    },
  },
  {
    title: 'replaces what a record said, and only that',
    run: async (store) => {
      await save(store);
      const links = [opportunity, company, aLink()];
      const said = [aRelation(), role(ref('Contact', '003A'))];
      await applyPage(store, { links, relations: [...said, ...said] });
      await applyPage(store, { relations: said });
      expect(await parties(store)).toEqual(['o1', 'p1']);
      await applyPage(store, { relationsOf: [ref('OpportunityContactRole', '00KA')] });
      expect(await parties(store)).toEqual(['o1']);
      await applyPage(store, { connectionId: 'c2', relationsOf: [ref('Opportunity', '006A')] });
      expect(await parties(store)).toEqual(['o1']);
      await applyPage(store, { relationsOf: [ref('Opportunity', '006A')] });
      expect(await parties(store)).toEqual([]);
    },
  },
  {
    title: 'relates two records as long as one of two says so',
    run: async (store) => {
      await save(store);
      const roles = [role(ref('Contact', '003A')), role(ref('Contact', '003A'), '00KB')];
      await applyPage(store, { links: [opportunity, aLink()], relations: roles });
      expect(await parties(store)).toEqual(['p1']);
      await applyPage(store, { relationsOf: [ref('OpportunityContactRole', '00KA')] });
      expect(await parties(store)).toEqual(['p1']);
    },
  },
  {
    title: 'keeps the relations of connections apart',
    run: async (store) => {
      await save(store);
      const links = [opportunity, company];
      await applyPage(store, { links, relations: [aRelation({ connectionId: 'c2' })] });
      expect(await parties(store)).toEqual([]);
      await store.saveAndRequest([aCompany({ id: 'o2', key: 'other.example' })], []);
      const elsewhere = { ...company, connectionId: 'c2', recordId: 'o2' };
      await applyPage(store, { links: [elsewhere], relations: [aRelation()] });
      expect(await parties(store)).toEqual(['o1']);
    },
  },
  {
    title: 'moves relations from merged records to the survivor',
    run: async (store) => {
      await save(store);
      const links = [opportunity, link('o1', 'Account', '001C')];
      await applyPage(store, { links, relations: [aRelation()] });
      const merges = [merge('001A', '001B'), merge('001B', '001C')];
      await applyPage(store, { crmObject: 'Contact', merges });
      await applyPage(store, { connectionId: 'c2', crmObject: 'Account', merges });
      expect(await parties(store)).toEqual([]);
      await applyPage(store, { crmObject: 'Account', merges });
      expect(await parties(store)).toEqual(['o1']);
      await store.saveAndRequest([aCompany({ id: 'o2', key: 'restored.example' })], []);
      await applyPage(store, { links: [link('o2', 'Account', '001A')] });
      expect(await parties(store)).toEqual(['o1']);
    },
  },
  {
    title: 'makes one relation of two whose records were merged',
    run: async (store) => {
      await save(store);
      const relations = [aRelation(), aRelation({ to: ref('Account', '001B') })];
      await applyPage(store, { links: [opportunity, company], relations });
      await applyPage(store, { crmObject: 'Account', merges: [merge('001B', '001A')] });
      expect(await parties(store)).toEqual(['o1']);
      await applyPage(store, { relationsOf: [ref('Opportunity', '006A')] });
      expect(await parties(store)).toEqual([]);
    },
  },
  {
    title: 'lets the relations of a page have the last word over its merges',
    run: async (store) => {
      await save(store);
      await applyPage(store, { links: [opportunity, company], relations: [aRelation()] });
      const page = { merges: [merge('001A', '001B')], relations: [aRelation()] };
      const relationsOf = [ref('Opportunity', '006A')];
      await applyPage(store, { ...page, crmObject: 'Account', relationsOf, links: [company] });
      expect(await parties(store)).toEqual(['o1']);
    },
  },
];
