import { describe, expect, it } from 'vitest';
import { openPortal, type OpenPortal } from './open-portal.ts';

const filter = (propertyName: string, operator: string, value?: unknown) => ({
  propertyName,
  operator,
  ...(Array.isArray(value) ? { values: value } : { value }),
});

const where = (...filters: unknown[]) => ({ filterGroups: [{ filters }] });

const idsOf = async ({ search }: OpenPortal, body: unknown, type = 'contacts') => {
  const { status, json } = await search(type, body);
  expect([status, json.message]).toEqual([200, undefined]);
  return json.results.map(({ id }: { id: string }) => id) as string[];
};

const people = async () => {
  const opened = await openPortal();
  const { portal } = opened.simulator;
  const insert = (properties: Record<string, string>) => portal.insert('contacts', properties);
  const ada = insert({
    email: 'ada.lovelace@acme.example',
    firstname: 'Ada',
    numemployees: '9',
    hs_lead_status: 'NEW',
    hs_additional_emails: 'ada@home.example;al@work.example',
  });
  opened.simulator.clock.advance(1000);
  const bob = insert({ email: 'bob@acme.example', firstname: 'bob', numemployees: '10' });
  opened.simulator.clock.advance(1000);
  const nobody = insert({ lastname: 'Nobody' });
  return { opened, ada, bob, nobody };
};

describe('a search', () => {
  it('compares texts without case, enumerations with it, IN by lower case', async () => {
    const { opened, ada, bob } = await people();
    const find = (...filters: unknown[]) => idsOf(opened, where(...filters));
    expect(await find(filter('firstname', 'EQ', 'ADA'))).toEqual([ada]);
    expect(await find(filter('firstname', 'IN', ['ada', 'bob']))).toEqual([ada, bob]);
    expect(await find(filter('firstname', 'IN', ['Ada', 'Bob']))).toEqual([]);
    expect(await find(filter('hs_lead_status', 'EQ', 'NEW'))).toEqual([ada]);
    expect(await find(filter('hs_lead_status', 'EQ', 'new'))).toEqual([]);
    expect(await find(filter('hs_lead_status', 'IN', ['NEW']))).toEqual([ada]);
  });

  it('compares numbers and times as such', async () => {
    const { opened, ada, bob, nobody } = await people();
    const find = (...filters: unknown[]) => idsOf(opened, where(...filters));
    expect(await find(filter('numemployees', 'LT', '10'))).toEqual([ada]);
    expect(await find(filter('numemployees', 'HAS_PROPERTY'))).toEqual([ada, bob]);
    expect(await find(filter('numemployees', 'NOT_HAS_PROPERTY'))).toEqual([nobody]);
    const at = Date.parse('2026-06-01T12:00:01Z');
    expect(await find(filter('lastmodifieddate', 'GTE', String(at)))).toEqual([bob, nobody]);
    expect(await find(filter('createdate', 'GT', '2026-06-01T12:00:01Z'))).toEqual([nobody]);
    const between = { ...filter('numemployees', 'BETWEEN', '9'), highValue: '10' };
    expect(await find(between)).toEqual([ada, bob]);
    expect(await find(filter('hs_object_id', 'GT', ada))).toEqual([bob, nobody]);
  });

  it('finds words, parts of words and further addresses', async () => {
    const { opened, ada, bob } = await people();
    const find = (...filters: unknown[]) => idsOf(opened, where(...filters));
    expect(await find(filter('email', 'CONTAINS_TOKEN', 'acme'))).toEqual([ada, bob]);
    expect(await find(filter('email', 'CONTAINS_TOKEN', 'love*'))).toEqual([ada]);
    expect(await find(filter('email', 'CONTAINS_TOKEN', 'lace'))).toEqual([]);
    const further = filter('hs_additional_emails', 'CONTAINS_TOKEN', 'ada@home.example');
    expect(await find(further)).toEqual([ada]);
    expect(await find(filter('email', 'EQ', 'al@work.example'))).toEqual([ada]);
    opened.simulator.setRules({ searchFurtherEmails: false });
    expect(await find(filter('email', 'EQ', 'al@work.example'))).toEqual([]);
    expect(await idsOf(opened, { query: 'lovel' })).toEqual([ada]);
  });

  it('does or does not find empty values by negatives', async () => {
    const { opened, ada, bob, nobody } = await people();
    const find = () => idsOf(opened, where(filter('firstname', 'NEQ', 'ada')));
    expect(await find()).toEqual([bob, nobody]);
    opened.simulator.setRules({ negativesFindEmpty: false });
    expect(await find()).toEqual([bob]);
    expect(ada).toBeTruthy();
  });

  it('joins groups by OR, sorts and pages', async () => {
    const { opened, ada, bob, nobody } = await people();
    const body = {
      filterGroups: [
        { filters: [filter('firstname', 'EQ', 'ada')] },
        { filters: [filter('lastname', 'EQ', 'nobody')] },
      ],
      sorts: ['-createdate'],
    };
    expect(await idsOf(opened, body)).toEqual([nobody, ada]);
    const sorts = [{ propertyName: 'firstname', direction: 'DESCENDING' }];
    expect(await idsOf(opened, { sorts })).toEqual([bob, ada, nobody]);
    const page = await opened.search('contacts', { limit: 2 });
    expect(page.json).toMatchObject({ total: 3, paging: { next: { after: '2' } } });
    const last = await opened.search('contacts', { limit: 2, after: '2' });
    expect(last.json.results.map(({ id }: { id: string }) => id)).toEqual([nobody]);
    expect(last.json.paging).toBeUndefined();
  });

  it('finds by association', async () => {
    const { opened, ada } = await people();
    const { portal } = opened.simulator;
    const company = portal.insert('companies', { name: 'Acme' });
    portal.associate({
      from: { object: 'contacts', id: ada },
      to: { object: 'companies', id: company },
    });
    expect(await idsOf(opened, where(filter('associations.company', 'EQ', company)))).toEqual([
      ada,
    ]);
  });

  it('refuses what is beyond its caps', async () => {
    const { search, simulator } = await openPortal();
    const one = filter('firstname', 'EQ', 'a');
    const many = (count: number) => Array.from({ length: count }, () => one);
    const group = (count: number) => ({ filters: many(count) });
    const refused = [
      { filterGroups: Array.from({ length: 6 }, () => group(1)) },
      { filterGroups: [group(7)] },
      { filterGroups: Array.from({ length: 4 }, () => group(5)) },
      { limit: 201 },
      { sorts: ['firstname', 'lastname'] },
      { after: '9990', limit: 11 },
      { after: 'x' },
      where(filter('nothing', 'EQ', '1')),
      where(filter('firstname', 'IN')),
      { sorts: ['nothing'] },
      { query: 'x'.repeat(3000) },
    ];
    for (const body of refused) {
      const { status, json } = await search('contacts', body);
      expect([status, json.category]).toEqual([400, 'VALIDATION_ERROR']);
    }
    expect((await search('contacts', { after: '9990', limit: 10 })).status).toBe(200);
    simulator.setRules({ searchCapBody: 'plain' });
    const plain = await search('contacts', { after: '10000' });
    expect([plain.status, plain.json.category]).toEqual([400, 'BAD_REQUEST']);
  });
});

describe('the search index', () => {
  const late = { rules: { searchLag: { minMs: 5000, maxMs: 5000 } } };

  it('shows a new record late, and an old value for as long', async () => {
    const opened = await openPortal(late);
    const { portal, clock } = opened.simulator;
    const id = portal.insert('contacts', { email: 'a@b.example', firstname: 'Ada' });
    const find = (name: string) => idsOf(opened, where(filter('firstname', 'EQ', name)));
    clock.advance(4999);
    expect(await find('ada')).toEqual([]);
    expect((await opened.get(`contacts/${id}`)).status).toBe(200);
    clock.advance(1);
    expect(await find('ada')).toEqual([id]);
    portal.update({ object: 'contacts', id }, { firstname: 'Eva' });
    const old = await opened.search('contacts', { properties: ['firstname'] });
    expect(old.json.results[0]).toMatchObject({
      updatedAt: '2026-06-01T12:00:00Z',
      properties: { firstname: 'Ada' },
    });
    expect([await find('ada'), await find('eva')]).toEqual([[id], []]);
    clock.advance(5000);
    expect([await find('ada'), await find('eva')]).toEqual([[], [id]]);
  });

  it('shows an archived record for a while', async () => {
    const opened = await openPortal(late);
    const { portal, clock } = opened.simulator;
    const id = portal.insert('contacts', { email: 'a@b.example' });
    clock.advance(5000);
    portal.archive({ object: 'contacts', id });
    expect(await idsOf(opened, {})).toEqual([id]);
    clock.advance(5000);
    expect(await idsOf(opened, {})).toEqual([]);
  });

  it('takes records up in an order of its own', async () => {
    const opened = await openPortal({ rules: { searchLag: { minMs: 0, maxMs: 10_000 } } });
    const { portal, clock } = opened.simulator;
    const ids = Array.from({ length: 40 }, (_, at) =>
      portal.insert('contacts', { email: `a${at}@b.example` }),
    );
    clock.advance(5000);
    const seen = await idsOf(opened, { limit: 200, sorts: ['hs_object_id'] });
    expect(seen.length).toBeGreaterThan(5);
    expect(seen).not.toEqual(ids.slice(0, seen.length));
    await opened.control('index', {});
    expect(await idsOf(opened, { limit: 200, sorts: ['hs_object_id'] })).toEqual(ids);
  });
});
