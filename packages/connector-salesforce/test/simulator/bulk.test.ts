import { describe, expect, it } from 'vitest';
import { parseCsv } from '../../simulator/bulk/csv.ts';
import { base, openOrg, type OpenOrg } from './open-org.ts';
import { Connection } from './whole-jsforce.ts';

const connect = (org: OpenOrg) =>
  new Connection({
    instanceUrl: org.simulator.url,
    accessToken: 'sim-integration',
    version: '62.0',
  });

const upload = async (org: OpenOrg, id: string, csv: string) => {
  const url = `${org.simulator.url}${base}/jobs/ingest/${id}/batches`;
  const headers = { authorization: 'Bearer sim-integration', 'content-type': 'text/csv' };
  return fetch(url, { method: 'PUT', headers, body: csv });
};

const start = async (org: OpenOrg, job: object, csv: string): Promise<string> => {
  const { json } = await org.send('POST', 'jobs/ingest', { body: job });
  expect((await upload(org, json.id, csv)).status).toBe(201);
  await org.send('PATCH', `jobs/ingest/${json.id}`, { body: { state: 'UploadComplete' } });
  return json.id;
};

const finish = async (org: OpenOrg, id: string) => {
  for (let poll = 0; poll < 20; poll += 1) {
    const { json } = await org.send('GET', `jobs/ingest/${id}`);
    if (['JobComplete', 'Failed', 'Aborted'].includes(json.state)) return json;
  }
  throw new Error('the job does not end');
};

const load = async (org: OpenOrg, job: object, csv: string) => {
  const id = await start(org, job, csv);
  const info = await finish(org, id);
  const results = async (name: string) => (await org.send('GET', `jobs/ingest/${id}/${name}`)).text;
  return { id, info, results };
};

const frozen = { clock: { startMs: Date.UTC(2026, 5, 1), running: false } };

describe('an ingest job', () => {
  it('moves from open to complete as it is polled', async () => {
    const org = await openOrg(frozen);
    const body = { object: 'Account', operation: 'insert', contentType: 'CSV' };
    const created = await org.send('POST', 'jobs/ingest', { body });
    expect(created.status).toBe(200);
    expect(created.text).toContain('"apiVersion":62.0');
    const { id } = created.json;
    expect(created.json).toMatchObject({
      id: expect.stringMatching(/^750/u),
      state: 'Open',
      jobType: 'V2Ingest',
      contentUrl: `services/data/v62.0/jobs/ingest/${id}/batches`,
    });
    await upload(org, id, 'Name\nA\n');
    await org.send('PATCH', `jobs/ingest/${id}`, { body: { state: 'UploadComplete' } });
    const states: string[] = [];
    for (let poll = 0; poll < 3; poll += 1)
      states.push((await org.send('GET', `jobs/ingest/${id}`)).json.state);
    expect(states).toEqual(['InProgress', 'JobComplete', 'JobComplete']);
    expect(org.simulator.org.ids('Account').length).toBe(1);
  });

  it('moves by the clock while nobody polls', async () => {
    const org = await openOrg(frozen);
    await start(org, { object: 'Account', operation: 'insert' }, 'Name\nA\n');
    expect((await org.query('SELECT Id FROM Account')).json.totalSize).toBe(0);
    org.simulator.clock.advance(2000);
    expect((await org.query('SELECT Id FROM Account')).json.totalSize).toBe(1);
  });

  it('saves as the user who made it, with history', async () => {
    const org = await openOrg();
    await load(org, { object: 'Account', operation: 'insert' }, 'Name\nA\n');
    const [change] = org.simulator.history.list({ object: 'Account' });
    expect(change).toMatchObject({ kind: 'created', user: org.simulator.report.users.integration });
  });

  it('quotes results and names every failure', async () => {
    const org = await openOrg();
    const csv = 'Name,Site\nA,"x, ""y"""\n,z\n';
    const { info, results } = await load(org, { object: 'Account', operation: 'insert' }, csv);
    expect(info).toMatchObject({ numberRecordsProcessed: 2, numberRecordsFailed: 1 });
    const [id] = org.simulator.org.ids('Account');
    expect(await results('successfulResults')).toBe(
      `"sf__Id","sf__Created","Name","Site"\n"${id}","true","A","x, ""y"""\n`,
    );
    expect(await results('failedResults')).toBe(
      '"sf__Id","sf__Error","Name","Site"\n"","REQUIRED_FIELD_MISSING:Required fields are missing: [Name]:Name --","","z"\n',
    );
    expect(await results('unprocessedrecords')).toBe('"Name","Site"\n');
  });

  it('leaves a blank alone and empties by #N/A', async () => {
    const org = await openOrg();
    const record = { Name: 'A', Site: 's', Phone: '1' };
    const id = org.simulator.org.insert('Account', record);
    const csv = `Id;Name;Site;Phone\r\n${id};B;;#N/A\r\n`;
    const format = { columnDelimiter: 'SEMICOLON', lineEnding: 'CRLF' };
    await load(org, { object: 'Account', operation: 'update', ...format }, csv);
    const after = org.simulator.org.read({ object: 'Account', id });
    expect(after).toMatchObject({ Name: 'B', Site: 's', Phone: null });
  });

  it('upserts none of the rows of a chunk that share a key', async () => {
    const org = await openOrg(frozen);
    const job = {
      object: 'Account',
      operation: 'upsert',
      externalIdFieldName: 'Unify_Metadata__c',
    };
    const csv = 'Unify_Metadata__c,Name\nk9,A\nk1,B\nk9,C\n';
    const { results, info } = await load(org, job, csv);
    expect(info.numberRecordsFailed).toBe(2);
    const message = 'DUPLICATE_VALUE:Duplicate external id specified: k9:Unify_Metadata__c --';
    expect((await results('failedResults')).split(message)).toHaveLength(3);
  });

  it('upserts by a key, and finds parents by theirs', async () => {
    const org = await openOrg();
    const job = { operation: 'upsert', externalIdFieldName: 'Unify_Metadata__c' };
    await load(org, { ...job, object: 'Account' }, 'Unify_Metadata__c,Name\na,A\n');
    const again = await load(org, { ...job, object: 'Account' }, 'Unify_Metadata__c,Name\na,B\n');
    expect(await again.results('successfulResults')).toContain('"false","a","B"');
    const csv = 'Unify_Metadata__c,LastName,Account.Unify_Metadata__c\nc,C,a\n';
    await load(org, { ...job, object: 'Contact' }, csv);
    const { records } = (await org.query('SELECT Account.Name FROM Contact')).json;
    expect(records[0].Account.Name).toBe('B');
  });

  it('deletes into the bin, or for good where it may', async () => {
    const org = await openOrg();
    const insert = (Name: string) => org.simulator.org.insert('Account', { Name });
    const [first, second] = [insert('A'), insert('B')];
    await load(org, { object: 'Account', operation: 'delete' }, `Id\n${first}\n`);
    await load(org, { object: 'Account', operation: 'hardDelete' }, `Id\n${second}\n`);
    const all = await org.send('GET', `queryAll?q=${encodeURIComponent('SELECT Id FROM Account')}`);
    expect(all.json.records.map(({ Id }: { Id: string }) => Id)).toEqual([first]);
    org.simulator.setRules({ bulkHardDelete: false });
    const body = { object: 'Account', operation: 'hardDelete' };
    const refused = await org.send('POST', 'jobs/ingest', { body });
    expect(refused.json[0].errorCode).toBe('FEATURENOTENABLED');
  });

  it('meets the duplicate and validation rules', async () => {
    const org = await openOrg({
      rules: {
        validations: [
          { name: 'P', object: 'Account', errorWhen: 'Phone = null', message: 'No phone.' },
        ],
      },
    });
    const csv = 'Name,Phone\nA,1\nB,\n';
    const { results } = await load(org, { object: 'Account', operation: 'insert' }, csv);
    expect(await results('failedResults')).toContain(
      '"FIELD_CUSTOM_VALIDATION_EXCEPTION:No phone.:--"',
    );
    expect(org.simulator.org.ids('Account').length).toBe(1);
  });

  it.each([
    ['Name,Nope\nA,B\n', 'LF', 'InvalidBatch : Field name not found : Nope'],
    ['Name\r\nA\r\n', 'LF', 'LineEnding is invalid on user data. Current LineEnding setting is LF'],
    ['Name\nA\n', 'CRLF', 'Current LineEnding setting is CRLF'],
    ['Name,Site\nA\n', 'LF', 'Row 1 has 1 columns'],
    ['Name\n"A\n', 'LF', 'not closed'],
  ])('fails whole for %j', async (csv, lineEnding, message) => {
    const org = await openOrg();
    const job = { object: 'Account', operation: 'insert', lineEnding };
    const { info } = await load(org, job, csv);
    expect(info.state).toBe('Failed');
    expect(info.errorMessage).toContain(message);
    expect(org.simulator.org.ids('Account')).toEqual([]);
  });

  it('is aborted between batches; the rest stays undone', async () => {
    const org = await openOrg(frozen);
    const csv = `Name\n${Array.from({ length: 10_001 }, (_, n) => `A${n}`).join('\n')}\n`;
    const id = await start(org, { object: 'Account', operation: 'insert' }, csv);
    await org.send('GET', `jobs/ingest/${id}`);
    const half = (await org.send('GET', `jobs/ingest/${id}`)).json;
    expect(half).toMatchObject({ state: 'InProgress', numberRecordsProcessed: 10_000 });
    const early = await org.send('DELETE', `jobs/ingest/${id}`);
    expect([early.status, early.json[0].errorCode]).toEqual([400, 'INVALIDJOBSTATE']);
    await org.send('PATCH', `jobs/ingest/${id}`, { body: { state: 'Aborted' } });
    const left = await org.send('GET', `jobs/ingest/${id}/unprocessedrecords`);
    expect(left.text).toBe('"Name"\n"A10000"\n');
    expect((await org.send('DELETE', `jobs/ingest/${id}`)).status).toBe(204);
    expect((await org.send('GET', `jobs/ingest/${id}`)).status).toBe(404);
  });

  it('takes one upload, is listed, and is kept seven days', async () => {
    const org = await openOrg(frozen);
    const body = { object: 'Account', operation: 'insert' };
    const { id } = (await org.send('POST', 'jobs/ingest', { body })).json;
    await upload(org, id, 'Name\nA\n');
    expect((await upload(org, id, 'Name\nB\n')).status).toBe(400);
    const { records, done } = (await org.send('GET', 'jobs/ingest')).json;
    expect([done, records.map((job: { id: string }) => job.id)]).toEqual([true, [id]]);
    org.simulator.clock.advance(7 * 86_400_000);
    expect((await org.send('GET', `jobs/ingest/${id}`)).status).toBe(404);
  });

  it('refuses what is no object or no key', async () => {
    const org = await openOrg();
    const refusal = async (body: object) =>
      (await org.send('POST', 'jobs/ingest', { body })).json[0].errorCode;
    expect(await refusal({ object: 'Nothing', operation: 'insert' })).toBe('INVALIDENTITY');
    expect(await refusal({ object: 'Account', operation: 'upsert' })).toBe('INVALIDJOB');
    expect(await refusal({ object: 'Account', operation: 'merge' })).toBe('INVALIDJOB');
  });
});

const query = async (org: OpenOrg, soql: string, operation = 'query') => {
  const body = { operation, query: soql };
  const { id } = (await org.send('POST', 'jobs/query', { body })).json;
  for (let poll = 0; poll < 2; poll += 1) await org.send('GET', `jobs/query/${id}`);
  return { id, page: (search = '') => org.send('GET', `jobs/query/${id}/results${search}`) };
};

const soql = 'SELECT Id, Account.Name, SystemModstamp FROM Contact';

describe('a query job', () => {
  it('repeats the header on every page up to the locator null', async () => {
    const org = await openOrg({ accounts: 10, contacts: 25 });
    const { page } = await query(org, soql);
    const ids: (string | undefined)[] = [];
    let locator: string | null = '';
    for (let pages = 0; locator !== 'null' && pages < 9; pages += 1) {
      const answer = await page(`?maxRecords=10&locator=${locator ?? ''}`);
      const [header, ...rows] = parseCsv(answer.text, {
        columnDelimiter: 'COMMA',
        lineEnding: 'LF',
      });
      expect(header).toEqual(['Id', 'Account.Name', 'SystemModstamp']);
      expect(answer.headers.get('sforce-numberofrecords')).toBe(String(rows.length));
      ids.push(...rows.map(([id]) => id));
      locator = answer.headers.get('sforce-locator');
    }
    expect(ids).toEqual(org.simulator.org.ids('Contact'));
  });

  it('writes values as files have them', async () => {
    const org = await openOrg(frozen);
    org.simulator.org.insert('Account', { Name: 'A', AnnualRevenue: 5, Phone: null });
    const { page } = await query(
      org,
      'SELECT Name, AnnualRevenue, Phone, CreatedDate FROM Account',
    );
    expect((await page()).text).toBe(
      '"Name","AnnualRevenue","Phone","CreatedDate"\n"A","5.0","","2026-06-01T00:00:00.000Z"\n',
    );
  });

  it('lists its pages for parallel readers', async () => {
    const org = await openOrg({ contacts: 3 });
    const { id } = await query(org, soql);
    const { json } = await org.send('GET', `jobs/query/${id}/resultPages`);
    expect(json.done).toBe(true);
    const [first] = json.resultPages;
    expect((await org.send('GET', first.resultUrl)).text.split('\n').length).toBe(5);
  });

  it('sees the recycle bin as queryAll', async () => {
    const org = await openOrg();
    const id = org.simulator.org.insert('Account', { Name: 'A' });
    org.simulator.org.remove({ object: 'Account', id });
    const count = async (operation: string) =>
      (await (await query(org, 'SELECT Id FROM Account', operation)).page()).text.split('\n')
        .length;
    expect([await count('query'), await count('queryAll')]).toEqual([2, 3]);
  });

  it.each([
    ['SELECT COUNT() FROM Contact', 'API_ERROR'],
    ['SELECT MailingAddress FROM Contact', 'API_ERROR'],
    ['SELECT Id FROM Contact OFFSET 5', 'API_ERROR'],
    ['SELECT Nope FROM Contact', 'INVALID_FIELD'],
    ['SELECT Id FROM Nope', 'INVALID_TYPE'],
  ])('refuses %s', async (text, code) => {
    const org = await openOrg();
    const body = { operation: 'query', query: text };
    const answer = await org.send('POST', 'jobs/query', { body });
    expect([answer.status, answer.json[0].errorCode]).toEqual([400, code]);
  });

  it('fails when a field is removed under it', async () => {
    const org = await openOrg(frozen);
    const body = { operation: 'query', query: 'SELECT LinkedIn_URL__c FROM Contact' };
    const { id } = (await org.send('POST', 'jobs/query', { body })).json;
    const field = 'LinkedIn_URL__c';
    await org.control('schema', { action: 'remove', object: 'Contact', field });
    await org.send('GET', `jobs/query/${id}`);
    expect((await org.send('GET', `jobs/query/${id}`)).json.state).toBe('Failed');
  });

  it('has no results before it is complete', async () => {
    const org = await openOrg(frozen);
    const body = { operation: 'query', query: soql };
    const { id, state } = (await org.send('POST', 'jobs/query', { body })).json;
    expect(state).toBe('UploadComplete');
    const early = await org.send('GET', `jobs/query/${id}/results`);
    expect(early.json[0].errorCode).toBe('INVALIDJOBSTATE');
  });
});

describe('jsforce', () => {
  it('loads and reads in bulk', async () => {
    const org = await openOrg();
    const { bulk2 } = connect(org);
    bulk2.pollInterval = 1;
    const input = [{ Name: 'A' }, { Name: 'B' }, { Name: null }];
    const loaded = await bulk2.loadAndWaitForResults({
      object: 'Account',
      operation: 'insert',
      input,
    });
    const saved: readonly Record<string, unknown>[] = loaded.successfulResults;
    expect(new Set(saved.map(({ Name }) => Name))).toEqual(new Set(['A', 'B']));
    expect(loaded.failedResults[0]?.sf__Error).toContain('REQUIRED_FIELD_MISSING');
    expect(loaded.unprocessedRecords).toEqual([]);
    const stream = await bulk2.query('SELECT Id, Name FROM Account', { pollInterval: 1 });
    const names = (await stream.toArray()).map(({ Name }) => Name);
    expect(new Set(names)).toEqual(new Set(['A', 'B']));
  });
});
