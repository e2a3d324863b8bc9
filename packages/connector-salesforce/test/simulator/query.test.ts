import { describe, expect, it } from 'vitest';
import { openOrg, type OpenOrg } from './open-org.ts';

const frozen = { startMs: Date.parse('2026-06-01T12:00:00Z'), running: false };

const idsByKeyset = async (org: OpenOrg, object: string, pageSize: number): Promise<string[]> => {
  const ids: string[] = [];
  let after = '';
  for (;;) {
    const soql = `SELECT Id, SystemModstamp FROM ${object} ${after} ORDER BY SystemModstamp, Id LIMIT ${pageSize}`;
    const { records } = (await org.query(soql)).json;
    if (records.length === 0) return ids;
    for (const { Id } of records) ids.push(Id);
    const { Id, SystemModstamp: at } = records.at(-1);
    after = `WHERE (SystemModstamp > ${at} OR (SystemModstamp = ${at} AND Id > '${Id}'))`;
  }
};

describe('query', () => {
  it('loses nothing over ties when paged by stamp and id', async () => {
    const org = await openOrg({ clock: frozen, contacts: 300, accounts: 50 });
    for (let n = 0; n < 40; n += 1) org.simulator.org.insert('Contact', { LastName: `Tied ${n}` });
    const ids = await idsByKeyset(org, 'Contact', 7);
    expect(ids.toSorted()).toEqual(org.simulator.org.ids('Contact'));
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('shows each record once after it was changed', async () => {
    const org = await openOrg({ contacts: 60, accounts: 10 });
    const ids = org.simulator.org.ids('Contact');
    for (const id of ids.slice(0, 20)) {
      org.simulator.clock.advance(1500);
      org.simulator.org.update({ object: 'Contact', id }, { Title: 'Changed' });
    }
    const seen = await idsByKeyset(org, 'Contact', 11);
    expect(seen.toSorted()).toEqual(ids);
    expect(seen.slice(-20)).toEqual(ids.slice(0, 20));
  });

  it('leaves ties in no order of ids unless told to sort them', async () => {
    const org = await openOrg({ clock: frozen });
    for (let n = 0; n < 30; n += 1) org.simulator.org.insert('Contact', { LastName: `Tied ${n}` });
    const { records } = (await org.query('SELECT Id FROM Contact ORDER BY SystemModstamp')).json;
    const ids = records.map(({ Id }: { Id: string }) => Id);
    expect(ids.toSorted()).toEqual(org.simulator.org.ids('Contact'));
    expect(ids).not.toEqual(org.simulator.org.ids('Contact'));
  });

  it('pages by locator with the whole size on each page', async () => {
    const org = await openOrg({ contacts: 900, accounts: 50 });
    const all = org.simulator.org.ids('Contact').length;
    const headers = { 'Sforce-Query-Options': 'batchSize=200' };
    const soql = encodeURIComponent('SELECT Id FROM Contact');
    let page = await org.send('GET', `query?q=${soql}`, { headers });
    const ids: string[] = [];
    for (;;) {
      expect(page.json.totalSize).toBe(all);
      ids.push(...page.json.records.map(({ Id }: { Id: string }) => Id));
      if (page.json.done === true) break;
      expect(page.json.nextRecordsUrl).toMatch(/\/query\/0r8\w{15}-\d+$/u);
      page = await org.send('GET', page.json.nextRecordsUrl, { headers });
    }
    expect('nextRecordsUrl' in page.json).toBe(false);
    expect(ids).toEqual(org.simulator.org.ids('Contact'));
  });

  it('forgets a locator after two days', async () => {
    const org = await openOrg({ contacts: 2500, accounts: 50 });
    const { nextRecordsUrl } = (await org.query('SELECT Id FROM Contact')).json;
    org.simulator.clock.advance(2 * 86_400_000 + 1);
    const answer = await org.send('GET', nextRecordsUrl);
    expect(answer.status).toBe(400);
    expect(answer.json[0].errorCode).toBe('INVALID_QUERY_LOCATOR');
  });

  it('sometimes sends a page shorter than asked', async () => {
    const org = await openOrg({ contacts: 2500, rules: { shortPages: 1 } });
    const { records, done } = (await org.query('SELECT Id FROM Contact')).json;
    expect(records.length).toBeLessThan(2000);
    expect(done).toBe(false);
  });

  it('writes fields in the order they were selected, parents nested', async () => {
    const org = await openOrg();
    const account = org.simulator.org.insert('Account', { Name: 'Acme' });
    org.simulator.org.insert('Contact', { LastName: 'With', AccountId: account });
    org.simulator.org.insert('Contact', { LastName: 'Without' });
    const answer = await org.query('select account.name, lastname, id from contact order by id');
    const [first, second] = answer.json.records;
    expect(Object.keys(first)).toEqual(['attributes', 'Account', 'LastName', 'Id']);
    expect(first.Account.Name).toBe('Acme');
    expect(second.Account).toBeNull();
  });

  it('nests children, or null where there are none', async () => {
    const org = await openOrg();
    const account = org.simulator.org.insert('Account', { Name: 'Parent' });
    org.simulator.org.insert('Account', { Name: 'Childless' });
    org.simulator.org.insert('Contact', { LastName: 'Child', AccountId: account });
    const soql = 'SELECT Name, (SELECT LastName FROM Contacts) FROM Account ORDER BY Id';
    const [parent, childless] = (await org.query(soql)).json.records;
    expect(parent.Contacts).toMatchObject({ totalSize: 1, done: true });
    expect(childless.Contacts).toBeNull();
  });

  it.each([
    [`Email = 'ADA@ACME.EXAMPLE'`, ['Ada']],
    [`Email IN ('ada@acme.example', 'none@x.example')`, ['Ada']],
    [`Email != 'ada@acme.example'`, ['Bea', "O'Neil"]],
    [`Email = null`, ["O'Neil"]],
    [`LastName LIKE 'o\\'n%'`, ["O'Neil"]],
    [`LastName LIKE '_da'`, ['Ada']],
    [`NOT (LastName = 'Ada' OR LastName = 'Bea')`, ["O'Neil"]],
    [`LastName > 'b' AND LastName < 'c'`, ['Bea']],
    [`DoNotCall = true`, ['Bea']],
    [`CreatedDate = TODAY AND LastName IN ('Ada')`, ['Ada']],
    [`CreatedDate < LAST_N_DAYS:3`, []],
    [`AccountId IN (SELECT Id FROM Account WHERE Name = 'acme')`, ['Ada']],
    [`Account.Name = 'Acme'`, ['Ada']],
    [`Email LIKE '%none%' OR Email LIKE '%beta%' OR Email LIKE '%nil%'`, ['Bea']],
  ])('answers WHERE %s', async (where, expected) => {
    const org = await openOrg({ clock: frozen });
    const direct = org.simulator.org;
    const account = direct.insert('Account', { Name: 'Acme' });
    direct.insert('Contact', { LastName: 'Ada', Email: 'ada@acme.example', AccountId: account });
    direct.insert('Contact', { LastName: 'Bea', Email: 'Bea@Beta.example', DoNotCall: true });
    direct.insert('Contact', { LastName: "O'Neil" });
    const answer = await org.query(`SELECT LastName FROM Contact WHERE ${where} ORDER BY Id`);
    expect(answer.json.records.map((one: { LastName: string }) => one.LastName)).toEqual(expected);
  });

  it('finds a record by 15 characters of its id and by 18 in any case', async () => {
    const org = await openOrg();
    const id = org.simulator.org.insert('Account', { Name: 'Acme' });
    for (const spelling of [id, id.slice(0, 15), id.toLowerCase()]) {
      const answer = await org.query(`SELECT Id FROM Account WHERE Id = '${spelling}'`);
      expect(answer.json.records[0].Id).toBe(id);
    }
  });

  it.each(['', ' ORDER BY Name', ' ORDER BY Id', ' ORDER BY SystemModstamp'])(
    'answers LIMIT 0%s with nothing',
    async (order) => {
      const org = await openOrg();
      org.simulator.org.insert('Account', { Name: 'Acme' });
      const answer = await org.query(`SELECT Id FROM Account${order} LIMIT 0`);
      expect(answer.json).toEqual({ totalSize: 0, done: true, records: [] });
      expect((await org.query('SELECT COUNT() FROM Account LIMIT 0')).json.totalSize).toBe(0);
    },
  );

  it('shows functions of fields under their names or aliases', async () => {
    const org = await openOrg({ clock: frozen });
    org.simulator.org.insert('Account', { Name: 'Acme', Industry: 'Energy', AnnualRevenue: 1500 });
    const soql =
      'SELECT toLabel(Industry) ind, FORMAT(CreatedDate) made, FORMAT(convertCurrency(AnnualRevenue)), Industry FROM Account';
    const [record] = (await org.query(soql)).json.records;
    delete record.attributes;
    expect(record).toEqual({
      ind: 'Energy',
      made: expect.stringMatching(/^6\/1\/2026, 12:00\sPM$/u),
      AnnualRevenue: '1,500',
      Industry: 'Energy',
    });
  });

  it('shows the label of a picklist value by toLabel', async () => {
    const statuses = [{ apiName: 'Open', label: 'Still open', isDefault: true }];
    const org = await openOrg({ rules: { shortPages: 0, taskStatuses: statuses } });
    org.simulator.org.insert('Task', { Subject: 'Call' });
    const answer = await org.query('SELECT Status, toLabel(Status) said FROM Task');
    expect(answer.json.records[0]).toMatchObject({ Status: 'Open', said: 'Still open' });
  });

  it('reads every escape of a literal', async () => {
    const org = await openOrg();
    org.simulator.org.insert('Account', { Name: 'A"\\\'b' });
    const answer = await org.query(`SELECT Name FROM Account WHERE Name = '\\u0041\\"\\\\\\'b'`);
    expect(answer.json.totalSize).toBe(1);
  });

  it('counts and groups', async () => {
    const org = await openOrg();
    const direct = org.simulator.org;
    for (const Industry of ['Energy', 'Energy', 'Media'])
      direct.insert('Account', { Name: 'A', Industry });
    const count = await org.query('SELECT COUNT() FROM Account');
    expect(count.json).toEqual({ totalSize: 3, done: true, records: [] });
    const soql = 'SELECT Industry, COUNT(Id) FROM Account GROUP BY Industry HAVING COUNT(Id) > 1';
    expect((await org.query(soql)).json.records).toEqual([
      { attributes: { type: 'AggregateResult' }, Industry: 'Energy', expr0: 2 },
    ]);
  });

  it.each([
    ['SELECT Id FROM Nothing', 'INVALID_TYPE', 'Row:1:Column:16'],
    ['SELECT Id, Nope FROM Account', 'INVALID_FIELD', 'Row:1:Column:12'],
    ['SELECT Id FROM', 'MALFORMED_QUERY', 'unexpected token'],
    [
      "SELECT Id FROM Account WHERE Name = 'a' AND Id != null OR Id = null",
      'MALFORMED_QUERY',
      "'OR'",
    ],
    [
      "SELECT Id FROM Account WHERE CreatedDate > '2020'",
      'INVALID_FIELD',
      'must be of type dateTime',
    ],
    ["SELECT Id FROM Account WHERE Description = 'x'", 'INVALID_FIELD', 'can not be filtered'],
    ['SELECT Id FROM Account LIMIT 1 OFFSET 2001', 'NUMBER_OUTSIDE_VALID_RANGE', 'offset'],
    ['SELECT Id FROM Account LIMIT -1', 'MALFORMED_QUERY', '-1'],
    ['SELECT FIELDS(ALL) FROM Account', 'MALFORMED_QUERY', '200'],
    ['SELECT Name a FROM Account', 'MALFORMED_QUERY', 'only aggregate expressions use field'],
    ['SELECT Account.Name a FROM Contact', 'MALFORMED_QUERY', 'only aggregate expressions use'],
    ['SELECT FORMAT(Phone), Phone FROM Account', 'MALFORMED_QUERY', 'duplicate field selected'],
    ["SELECT Id FROM Account WHERE Name = 'bad\\q'", 'MALFORMED_QUERY', "'\\q'"],
    ["SELECT Id FROM Account WHERE Name = 'a\\%'", 'MALFORMED_QUERY', "'\\%'"],
    ["SELECT Id FROM Account WHERE Name LIKE 'a\\q'", 'MALFORMED_QUERY', "'\\q'"],
    [
      'SELECT Id FROM Account WHERE CreatedDate > 2020-01-01',
      'INVALID_FIELD',
      'must be of type dateTime and should not be enclosed in quotes',
    ],
    [
      'SELECT Id FROM Account WHERE Name = 5',
      'INVALID_FIELD',
      'must be of type string and should be enclosed in quotes',
    ],
  ])('refuses %s', async (soql, code, part) => {
    const org = await openOrg();
    const answer = await org.query(soql);
    expect(answer.status).toBe(400);
    expect(answer.json[0].errorCode).toBe(code);
    expect(answer.json[0].message).toContain(part);
  });

  it('explains a query that it would run, and refuses others', async () => {
    const org = await openOrg();
    org.simulator.org.insert('Account', { Name: 'A' });
    const explain = (soql: string) => org.send('GET', `query?explain=${encodeURIComponent(soql)}`);
    const { plans } = (await explain("SELECT Id FROM Account WHERE Name = 'A'")).json;
    expect(plans).toMatchObject([
      { cardinality: 1, leadingOperationType: 'TableScan', sobjectType: 'Account' },
    ]);
    const bad = await explain('SELECT Nope FROM Account');
    expect([bad.status, bad.json[0].errorCode]).toEqual([400, 'INVALID_FIELD']);
  });

  it('refuses an address of more than 16,384 bytes in HTML', async () => {
    const org = await openOrg();
    const ids = Array.from({ length: 900 }, () => `'0035e0000100000AAA'`).join(',');
    const answer = await org.query(`SELECT Id FROM Contact WHERE Id IN (${ids})`);
    expect(answer.status).toBe(414);
    expect(answer.text).toContain('URI Too Long');
  });
});
