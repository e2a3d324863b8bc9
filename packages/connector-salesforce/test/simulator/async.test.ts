import { describe, expect, it } from 'vitest';
import { openOrg, type OpenOrg } from './open-org.ts';
import { Connection } from './whole-jsforce.ts';

type Bulk = Connection['bulk'];

const connect = (org: OpenOrg): Bulk => {
  const instance = { instanceUrl: org.simulator.url, accessToken: 'sim-integration' };
  return new Connection({ ...instance, version: '62.0' }).bulk;
};

/** The same as `load` of jsforce, which does not wait for the job's end. */
const loadCsv = async (
  bulk: Bulk,
  [type, operation, options]: Parameters<Bulk['createJob']>,
  input: object[] | string,
) => {
  const job = bulk.createJob(type, operation, options);
  const batch = job.createBatch();
  batch.on('queue', () => batch.poll(1, 10_000));
  const results = await batch.execute(input);
  await job.close();
  return results;
};

const send = async (
  org: OpenOrg,
  path: string,
  body?: unknown,
  more: Record<string, string> = {},
) => {
  const answer = await fetch(`${org.simulator.url}/services/async/62.0/job${path}`, {
    method: body === undefined ? 'GET' : 'POST',
    headers: {
      'content-type': 'application/json',
      'x-sfdc-session': 'sim-integration',
      ...more,
    },
    ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  });
  const text = await answer.text();
  // eslint-disable-next-line typescript/no-explicit-any
  const json: any = text.startsWith('{') || text.startsWith('[') ? JSON.parse(text) : null;
  return { status: answer.status, text, json };
};

const load = async (org: OpenOrg, job: object, data: unknown) => {
  const opened = await send(org, '', { contentType: 'JSON', concurrencyMode: 0, ...job });
  expect(opened.status).toBe(201);
  const { id } = opened.json;
  const batch = (await send(org, `/${id}/batch`, data)).json;
  const path = `/${id}/batch/${batch.id}`;
  const states: string[] = [batch.state];
  while (!['Completed', 'Failed'].includes(states.at(-1) ?? ''))
    states.push((await send(org, path)).json.state);
  return { id, path, states, batch: (await send(org, path)).json };
};

const frozen = { clock: { startMs: Date.UTC(2026, 5, 1), running: false } };

describe('the Bulk API 1.0', () => {
  it('is written to by jsforce, in CSV', async () => {
    const org = await openOrg(frozen);
    const bulk = connect(org);
    const accounts = [
      { Name: 'A', Site: 'a' },
      { Name: '', Site: 'b' },
    ];
    expect(await loadCsv(bulk, ['Account', 'insert'], accounts)).toMatchObject([
      { success: true, created: true, errors: [] },
      {
        success: false,
        id: null,
        errors: ['REQUIRED_FIELD_MISSING:Required fields are missing: [Name]:Name --'],
      },
    ]);
    const key = { extIdField: 'Unify_Metadata__c' };
    const rows = [{ Unify_Metadata__c: 'k1', Name: 'B' }];
    const upserted = await loadCsv(bulk, ['Account', 'upsert', key], rows);
    expect(upserted).toMatchObject([{ success: true, created: true }]);
    const ids = org.simulator.org.ids('Account');
    await loadCsv(bulk, ['Account', 'update'], [{ Id: ids[0] ?? '', Phone: '1' }]);
    expect(org.simulator.org.read({ object: 'Account', id: ids[0] ?? '' })).toMatchObject({
      Phone: '1',
    });
    await loadCsv(bulk, ['Account', 'delete'], [{ Id: ids[1] ?? '' }]);
    expect(org.simulator.org.ids('Account')).toEqual([ids[0]]);
  });

  it('is read by jsforce, in CSV', async () => {
    const org = await openOrg(frozen);
    const account = org.simulator.org.insert('Account', { Name: 'A "b", c' });
    org.simulator.org.insert('Contact', { LastName: 'C', AccountId: account });
    const soql = 'SELECT LastName, Account.Name, CreatedDate FROM Contact';
    const bulk = connect(org);
    const [found] = await loadCsv(bulk, ['Contact', 'query'], soql);
    const { id, batchId, jobId } = found as Record<'id' | 'batchId' | 'jobId', string>;
    const records = await bulk.job(jobId).batch(batchId).result(id).toArray();
    expect(records).toEqual([
      { LastName: 'C', 'Account.Name': 'A "b", c', CreatedDate: '2026-06-01T00:00:00.000Z' },
    ]);
  });

  it('works on a batch in steps, and answers in the order of its records', async () => {
    const org = await openOrg(frozen);
    const insert = { operation: 'insert', object: 'Account' };
    const done = await load(org, insert, [{ Name: 'A' }, {}, { Name: 'C' }]);
    expect(done.states).toEqual(['Queued', 'InProgress', 'Completed']);
    expect(done.batch).toMatchObject({ numberRecordsProcessed: 3, numberRecordsFailed: 1 });
    const { json } = await send(org, `${done.path}/result`);
    const [first, , third] = org.simulator.org.ids('Account').flatMap((id) => [id, null]);
    expect(json).toEqual([
      { success: true, created: true, id: first, errors: [] },
      {
        success: false,
        created: false,
        id: null,
        errors: [
          {
            statusCode: 'REQUIRED_FIELD_MISSING',
            message: 'Required fields are missing: [Name]',
            fields: ['Name'],
          },
        ],
      },
      { success: true, created: true, id: third, errors: [] },
    ]);
    expect((await send(org, `${done.path}/request`)).json).toHaveLength(3);
  });

  it('writes the time in JSON results as milliseconds', async () => {
    const org = await openOrg(frozen);
    const account = org.simulator.org.insert('Account', { Name: 'A' });
    org.simulator.org.insert('Contact', { LastName: 'C', AccountId: account });
    const soql = 'SELECT CreatedDate, Account.CreatedDate FROM Contact';
    const done = await load(org, { operation: 'query', object: 'Contact' }, soql);
    const [result] = (await send(org, `${done.path}/result`)).json;
    const { json } = await send(org, `${done.path}/result/${result}`);
    const at = Date.UTC(2026, 5, 1);
    expect(json).toMatchObject([{ CreatedDate: at, Account: { CreatedDate: at } }]);
  });

  it('fails a batch that it cannot read or run', async () => {
    const org = await openOrg(frozen);
    const query = { operation: 'query', object: 'Account' };
    const bad = await load(org, query, 'SELECT Nope FROM Account');
    expect(bad.states.at(-1)).toBe('Failed');
    expect(bad.batch.stateMessage).toMatch(
      /^InvalidBatch : Failed to process query: INVALID_FIELD/u,
    );
    const broken = await load(org, { operation: 'insert', object: 'Account' }, '{"Name"');
    expect(broken.batch.stateMessage).toMatch(/^InvalidBatch : /u);
  });

  it('goes on by the clock, without being asked', async () => {
    const org = await openOrg(frozen);
    const job = { contentType: 'JSON', operation: 'insert', object: 'Account' };
    const { id } = (await send(org, '', job)).json;
    await send(org, `/${id}/batch`, [{ Name: 'A' }]);
    org.simulator.clock.advance(2000);
    expect((await org.query('SELECT COUNT() FROM Account')).json.totalSize).toBe(1);
    const { json } = await send(org, `/${id}`);
    expect(json).toMatchObject({ numberBatchesCompleted: 1, numberRecordsProcessed: 1 });
  });

  it('takes no batch after its job was closed, and leaves those of an aborted one', async () => {
    const org = await openOrg(frozen);
    const job = { contentType: 'JSON', operation: 'insert', object: 'Account' };
    const { id } = (await send(org, '', job)).json;
    const batch = (await send(org, `/${id}/batch`, [{ Name: 'A' }])).json;
    expect((await send(org, `/${id}`, { state: 'Aborted' })).json.state).toBe('Aborted');
    expect((await send(org, `/${id}/batch/${batch.id}`)).json.state).toBe('NotProcessed');
    const late = await send(org, `/${id}/batch`, [{ Name: 'B' }]);
    expect([late.status, late.json.exceptionCode]).toEqual([400, 'InvalidJobState']);
  });

  it.each([
    ['an unknown session', { 'x-sfdc-session': 'nobody' }, {}, 'InvalidSessionId'],
    ['an unknown object', {}, { object: 'Nothing' }, 'InvalidEntity'],
    ['an operation that is none', {}, { operation: 'guess' }, 'InvalidJob'],
    ['an upsert without a key', {}, { operation: 'upsert' }, 'InvalidJob'],
  ])('refuses %s', async (_, headers, part, code) => {
    const org = await openOrg(frozen);
    const job = { contentType: 'JSON', operation: 'insert', object: 'Account', ...part };
    const answer = await send(org, '', job, headers);
    expect([answer.status, answer.json.exceptionCode]).toEqual([400, code]);
  });
});
