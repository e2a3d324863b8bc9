import { describe, expect, it } from 'vitest';
import { type Fields, toInstant, toRemoteId } from '../../src/contract/index.ts';
import { isOpenOpportunity, type MirrorRow } from '../../src/platform/index.ts';
import { type OpportunityFacts, planOpportunities, planRelations } from '../../src/policy/index.ts';
import { description, earlier, field, link, mapping, now, person, row } from './given.ts';

const read = { object: 'opportunity', crmObject: 'Opportunity', direction: 'read' } as const;

const deal = (id: string, fields: Fields = {}, other: Partial<MirrorRow> = {}): MirrorRow =>
  row(
    id,
    { Name: 'Deal', Amount: 5, IsClosed: false, AccountId: null, ...fields },
    {
      crmObject: 'Opportunity',
      keys: [],
      ...other,
    },
  );

const facts = (other: Partial<OpportunityFacts> = {}): OpportunityFacts => ({
  connectionId: 'sf',
  crmObject: 'Opportunity',
  rows: [],
  context: { known: [], platform: [], links: [] },
  mappings: [
    mapping('name', 'Name', read),
    mapping('amount', 'Amount', read),
    mapping('isClosed', 'IsClosed', read),
  ],
  description: description(
    field('Name'),
    field('Amount', { type: 'number' }),
    field('IsClosed', { type: 'boolean' }),
  ),
  company: { field: 'AccountId', object: 'Account' },
  isAssociated: false,
  now,
  ids: ['new-1', 'new-2', 'new-3'],
  ...other,
});

const plan = (other: Partial<OpportunityFacts>) => planOpportunities(facts(other));

const ref = (object: string, id: string) => ({ object, id: toRemoteId(id) });

const stored = {
  ...person({ name: 'Deal', amount: 5, isClosed: false }),
  id: 'opp-1',
  object: 'opportunity' as const,
  key: 'sf/Opportunity/006A',
  keys: ['sf/Opportunity/006A'],
  fields: { name: 'Deal', amount: 5, isClosed: false },
};

const known = {
  known: [deal('006A')],
  platform: [stored],
  links: [link('opp-1', '006A', { crmObject: 'Opportunity' })],
};

describe('planOpportunities', () => {
  it('reads each as a record by its place in the CRM (R-OPP-1)', () => {
    const { platform, links } = plan({ rows: [deal('006A'), deal('006B', { Amount: null })] });
    const source = { connectionId: 'sf', crmObject: 'Opportunity', crmId: '006A' };
    expect(platform[0]).toEqual({
      id: 'new-1',
      object: 'opportunity',
      key: 'sf/Opportunity/006A',
      keys: ['sf/Opportunity/006A'],
      fields: { name: 'Deal', amount: 5, isClosed: false },
      sources: { name: source, amount: source, isClosed: source },
      companyId: null,
      personId: null,
      version: 1,
      updatedAt: now,
    });
    expect(platform[1]).toMatchObject({ key: 'sf/Opportunity/006B' });
    expect(links).toEqual([
      link('new-1', '006A', { crmObject: 'Opportunity' }),
      link('new-2', '006B', { crmObject: 'Opportunity' }),
    ]);
  });

  it('follows a stage that changes (R-OPP-1)', () => {
    const rows = [deal('006A', { IsClosed: true, Amount: 9 })];
    const { platform, links } = plan({ rows, context: known });
    expect(platform).toMatchObject([
      { id: 'opp-1', version: 2, fields: { isClosed: true, amount: 9 } },
    ]);
    expect(platform.some(isOpenOpportunity)).toBe(false);
    expect(links).toEqual([]);
  });

  it('changes nothing when it is read again (R-OPP-2)', () => {
    const { platform, links, forgotten } = plan({ rows: [deal('006A')], context: known });
    expect({ platform, links, forgotten }).toEqual({ platform: [], links: [], forgotten: [] });
  });

  it('belongs to its account (R-OPP-1)', () => {
    const { relations, relationsOf } = plan({ rows: [deal('006A', { AccountId: '001A' })] });
    const source = ref('Opportunity', '006A');
    expect(relations).toEqual([
      { connectionId: 'sf', source, from: source, to: ref('Account', '001A') },
    ]);
    expect(relationsOf).toEqual([source]);
  });

  it('loses the account that it lost in the CRM (R-OPP-1)', () => {
    const { relations, relationsOf } = plan({ rows: [deal('006A')], context: known });
    expect(relations).toEqual([]);
    expect(relationsOf).toEqual([ref('Opportunity', '006A')]);
  });

  it('is forgotten once it is removed or merged (R-OPP-1)', () => {
    const gone = { removed: true, mergedInto: toRemoteId('006B') };
    const rows = [deal('006A', { AccountId: '001A' }, gone), deal('006C', {}, { removed: true })];
    const { platform, forgotten, relations, relationsOf, merges } = plan({ rows, context: known });
    expect(forgotten).toEqual(['opp-1']);
    expect({ platform, relations, merges }).toEqual({ platform: [], relations: [], merges: [] });
    expect(relationsOf).toHaveLength(2);
  });

  it('comes back when it is restored (R-OPP-1)', () => {
    const removed = { known: [deal('006A', {}, { removed: true })], platform: [], links: [] };
    expect(plan({ rows: [deal('006A')], context: removed }).platform).toHaveLength(1);
  });

  it('pays no heed to an older state (R-OPP-1)', () => {
    const old = { modifiedAt: toInstant('2026-01-01T00:00:00Z') };
    const { rows, platform, relationsOf } = plan({
      rows: [deal('006A', { Amount: 1 }, old)],
      context: known,
    });
    expect({ rows, platform, relationsOf }).toEqual({ rows: [], platform: [], relationsOf: [] });
  });

  it('is one record however often a page brings it (R-DUP-6)', () => {
    const twice = [deal('006A'), deal('006A', { Amount: 7 }, { modifiedAt: now })];
    expect(plan({ rows: twice }).platform).toMatchObject([{ fields: { amount: 7 } }]);
  });

  it('has no mappings that write (R-OPP-2)', () => {
    const mappings = [mapping('name', 'Name', { ...read, direction: 'write' })];
    expect(plan({ rows: [deal('006A')], mappings }).platform[0]?.fields).toEqual({});
  });
});

describe('planOpportunities: what the CRM keeps apart', () => {
  const apart = { isAssociated: true, company: null } as const;
  const associated = { Account: [toRemoteId('001A'), toRemoteId('001B')], Contact: [] };

  it('relates to all that a row is associated with (R-OPP-1)', () => {
    const rows = [deal('006A', {}, { associated })];
    const { relations, relationsOf } = plan({ ...apart, rows });
    expect(relations.map(({ to }) => to)).toEqual([ref('Account', '001A'), ref('Account', '001B')]);
    expect(relations.map(({ source }) => source)).toEqual(
      Array(2).fill(ref('Opportunity', '006A')),
    );
    expect(relationsOf).toEqual([ref('Opportunity', '006A')]);
  });

  it('leaves relations alone of which a row does not tell (R-TIME-2)', () => {
    expect(plan({ ...apart, rows: [deal('006A')] })).toMatchObject({
      relations: [],
      relationsOf: [],
    });
  });

  it('takes relations from a row that tells of none, and from a removed one', () => {
    const none = deal('006A', {}, { associated: { Account: [], Contact: [] } });
    const gone = deal('006B', {}, { removed: true, associated });
    const { relations, relationsOf } = plan({ ...apart, rows: [none, gone] });
    expect(relations).toEqual([]);
    expect(relationsOf).toEqual([ref('Opportunity', '006A'), ref('Opportunity', '006B')]);
  });

  it('joins them to what the row itself names', () => {
    const rows = [deal('006A', { AccountId: '001C' }, { associated })];
    const { relations } = plan({ isAssociated: true, rows });
    expect(relations.map(({ to: { id } }) => id)).toEqual(['001C', '001A', '001B']);
    const silent = plan({ isAssociated: true, rows: [deal('006A', { AccountId: '001C' })] });
    expect(silent.relations).toEqual([]);
  });
});

describe('planRelations', () => {
  const relates = {
    from: { field: 'OpportunityId', object: 'Opportunity' },
    to: { field: 'ContactId', object: 'Contact' },
  };
  const role = (id: string, fields: Fields, other: Partial<MirrorRow> = {}) =>
    row(id, fields, { crmObject: 'OpportunityContactRole', keys: [], ...other });
  const relate = (...rows: MirrorRow[]) =>
    planRelations({
      rows,
      context: { known: [], rivals: [], platform: [], companies: [], links: [] },
      relates,
    });

  it('brings two records together, whichever is known first (R-OPP-1)', () => {
    const { relations, relationsOf, rows, platform } = relate(
      role('00KA', { OpportunityId: '006A', ContactId: '003A' }),
    );
    const source = ref('OpportunityContactRole', '00KA');
    expect(relations).toEqual([
      {
        connectionId: 'sf',
        source,
        from: ref('Opportunity', '006A'),
        to: ref('Contact', '003A'),
      },
    ]);
    expect(relationsOf).toEqual([source]);
    expect(rows).toHaveLength(1);
    expect(platform).toEqual([]);
  });

  it('says nothing once it is removed, or without both sides (R-OPP-1)', () => {
    const { relations, relationsOf } = relate(
      role('00KA', { OpportunityId: '006A', ContactId: '003A' }, { removed: true }),
      role('00KB', { OpportunityId: '006A', ContactId: null }),
      role('00KC', { ContactId: '003A' }, { modifiedAt: earlier }),
    );
    expect(relations).toEqual([]);
    expect(relationsOf).toHaveLength(3);
  });
});
