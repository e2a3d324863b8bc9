import { describe, expect, it } from 'vitest';
import { openOrg, type OpenOrg } from './open-org.ts';
import { Connection } from './whole-jsforce.ts';

const frozen = { clock: { startMs: Date.UTC(2026, 5, 1), running: false } };

interface Found {
  readonly Id: string;
}

const search = async (org: OpenOrg, sosl: string) => {
  const { json } = await org.send('GET', `search?q=${encodeURIComponent(sosl)}`);
  return json.searchRecords.map(({ Id }: Found) => Id) as string[];
};

const people = async () => {
  const org = await openOrg(frozen);
  const insert = (record: object) => org.simulator.org.insert('Contact', { ...record });
  const ada = insert({ LastName: 'Lovelace', FirstName: 'Ada', Email: 'ada@acme.example' });
  const bob = insert({ LastName: 'Adams', FirstName: 'Bob', Phone: '555-0100', Title: 'Ada fan' });
  const account = org.simulator.org.insert('Account', { Name: 'Acme Ada' });
  org.simulator.clock.advance(5000);
  return { org, ada, bob, account };
};

describe('the search index', () => {
  it('lags behind what was written', async () => {
    const org = await openOrg(frozen);
    const id = org.simulator.org.insert('Contact', { LastName: 'Lovelace' });
    const find = (word: string) => search(org, `FIND {${word}} RETURNING Contact(Id)`);
    expect(await find('lovelace')).toEqual([]);
    expect((await org.query("SELECT Id FROM Contact WHERE Name = 'Lovelace'")).json.totalSize).toBe(
      1,
    );
    org.simulator.clock.advance(5000);
    expect(await find('lovelace')).toEqual([id]);
    org.simulator.org.update({ object: 'Contact', id }, { LastName: 'Byron' });
    expect([await find('lovelace'), await find('byron')]).toEqual([[id], []]);
    org.simulator.clock.advance(5000);
    expect([await find('lovelace'), await find('byron')]).toEqual([[], [id]]);
  });

  it('lags as long as the rules say', async () => {
    const org = await openOrg({ rules: { searchLagMs: 0 } });
    const id = org.simulator.org.insert('Contact', { LastName: 'Lovelace' });
    expect(await search(org, 'FIND {lovelace} RETURNING Contact(Id)')).toEqual([id]);
  });

  it('gives no record of the recycle bin, nor a hidden one', async () => {
    const { org, ada, bob } = await people();
    org.simulator.org.remove({ object: 'Contact', id: ada });
    const user = org.simulator.report.users.integration;
    org.simulator.org.share({ object: 'Contact', id: bob }, { user, isVisible: false });
    expect(await search(org, 'FIND {ada} RETURNING Contact(Id)')).toEqual([]);
  });
});

describe('a search', () => {
  it('matches whole words in any letters, and beginnings with a star', async () => {
    const { org, ada, bob, account } = await people();
    expect(await search(org, 'FIND {ADA} RETURNING Contact, Account')).toEqual([ada, bob, account]);
    expect(await search(org, 'FIND {adam} RETURNING Contact')).toEqual([]);
    expect(await search(org, 'FIND {adam*} RETURNING Contact')).toEqual([bob]);
    expect(await search(org, 'FIND {ad?ms} RETURNING Contact')).toEqual([bob]);
  });

  it('looks into the fields that it names', async () => {
    const { org, ada, bob } = await people();
    expect(await search(org, 'FIND {ada} IN NAME FIELDS RETURNING Contact')).toEqual([ada]);
    const email = String.raw`FIND {ada@acme.example} IN EMAIL FIELDS RETURNING Contact`;
    expect(await search(org, email)).toEqual([ada]);
    expect(await search(org, 'FIND {"555 0100"} IN PHONE FIELDS RETURNING Contact')).toEqual([bob]);
  });

  it('joins words by AND, OR and NOT', async () => {
    const { org, ada, bob } = await people();
    const find = (term: string) => search(org, `FIND {${term}} RETURNING Contact`);
    expect(await find('ada lovelace')).toEqual([ada]);
    expect(await find('lovelace OR bob')).toEqual([ada, bob]);
    expect(await find('ada AND NOT lovelace')).toEqual([bob]);
    expect(await find('(lovelace OR bob) AND fan')).toEqual([bob]);
  });

  it('returns fields under conditions', async () => {
    const { org, bob } = await people();
    const sosl = `FIND {ada} RETURNING Contact(Id, Name WHERE Phone != null AND Name IN ('Bob Adams', 'x, y') ORDER BY Name LIMIT 5)`;
    const { json } = await org.send('GET', `search?q=${encodeURIComponent(sosl)}`);
    expect(json.searchRecords).toEqual([
      {
        attributes: { type: 'Contact', url: `/services/data/v62.0/sobjects/Contact/${bob}` },
        Id: bob,
        Name: 'Bob Adams',
      },
    ]);
    expect(await search(org, 'FIND {ada} RETURNING Contact(Id), Account(Id) LIMIT 1')).toEqual([
      expect.any(String),
    ]);
  });

  it.each([
    ['FIND ada', 'MALFORMED_SEARCH'],
    ['FIND {a}', 'MALFORMED_SEARCH'],
    ['FIND {(ada} RETURNING Contact', 'MALFORMED_SEARCH'],
    ['FIND {ada} RETURNING Nothing', 'INVALID_TYPE'],
    ['FIND {ada} RETURNING Contact(Nope)', 'INVALID_FIELD'],
  ])('is refused: %s', async (sosl, code) => {
    const org = await openOrg();
    const answer = await org.send('GET', `search?q=${encodeURIComponent(sosl)}`);
    expect([answer.status, answer.json[0].errorCode]).toEqual([400, code]);
  });
});

describe('a parameterized search', () => {
  it('takes its parts from the address or the body', async () => {
    const { org, ada, bob } = await people();
    const address = 'parameterizedSearch?q=ada&sobject=Contact&Contact.fields=Id,Name&in=NAME';
    const got = await org.send('GET', address);
    expect(got.json.searchRecords).toMatchObject([{ Id: ada, Name: 'Ada Lovelace' }]);
    const sobjects = [{ name: 'Contact', fields: ['Id'], where: 'Phone != null', limit: 3 }];
    const body = { q: 'ada', in: 'ALL', sobjects, overallLimit: 10 };
    const posted = await org.send('POST', 'parameterizedSearch', { body });
    expect(posted.json.searchRecords.map(({ Id }: Found) => Id)).toEqual([bob]);
    expect((await org.send('GET', 'parameterizedSearch')).status).toBe(400);
  });
});

describe('jsforce', () => {
  it('searches', async () => {
    const { org, ada } = await people();
    const connection = new Connection({
      instanceUrl: org.simulator.url,
      accessToken: 'sim-integration',
      version: '62.0',
    });
    const { searchRecords } = await connection.search('FIND {lovelace} RETURNING Contact(Id)');
    expect(searchRecords).toMatchObject([{ Id: ada }]);
  });
});
