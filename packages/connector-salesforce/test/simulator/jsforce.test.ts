import { describe, expect, it } from 'vitest';
import { openOrg, type OpenOrg } from './open-org.ts';
import { Connection } from './whole-jsforce.ts';

const connect = (org: OpenOrg) =>
  new Connection({
    instanceUrl: org.simulator.url,
    loginUrl: org.simulator.url,
    accessToken: 'sim-integration',
    version: '62.0',
  });

describe('jsforce', () => {
  it('queries on through every page', async () => {
    const org = await openOrg({ contacts: 4500, accounts: 100 });
    const connection = connect(org);
    let page = await connection.query<{ Id: string }>('SELECT Id FROM Contact');
    const ids = page.records.map(({ Id }) => Id);
    while (!page.done && page.nextRecordsUrl !== undefined) {
      page = await connection.queryMore(page.nextRecordsUrl);
      ids.push(...page.records.map(({ Id }) => Id));
    }
    expect(ids).toEqual(org.simulator.org.ids('Contact'));
    expect(connection.limitInfo.apiUsage?.used).toBeGreaterThan(2);
  });

  it('creates, updates, upserts and destroys', async () => {
    const connection = connect(await openOrg());
    const accounts = connection.sobject('Account');
    const created = await accounts.create([{ Name: 'A' }, { Name: 'B' }, {}]);
    expect(created.map(({ success }) => success)).toEqual([true, true, false]);
    const id = created[0]?.id ?? '';
    expect(await accounts.update({ Id: id, Site: 'x' })).toMatchObject({ id, success: true });
    const record = { Unify_Metadata__c: 'k', Name: 'C' };
    expect(await accounts.upsert(record, 'Unify_Metadata__c')).toMatchObject({ created: true });
    expect(await accounts.upsert(record, 'Unify_Metadata__c')).toMatchObject({ created: false });
    expect(await accounts.retrieve(id)).toMatchObject({ Id: id, Site: 'x' });
    expect(await accounts.destroy(id)).toMatchObject({ id, success: true });
    await expect(accounts.retrieve(id)).rejects.toMatchObject({ errorCode: 'NOT_FOUND' });
  });

  it('updates many with one result each', async () => {
    const org = await openOrg();
    const connection = connect(org);
    const id = org.simulator.org.insert('Account', { Name: 'A' });
    const results = await connection.sobject('Account').update([
      { Id: id, Name: 'B' },
      { Id: '0015e0000zzzzzzAAA', Name: 'C' },
    ]);
    expect(results.map(({ success }) => success)).toEqual([true, false]);
  });

  it('describes and lists changes', async () => {
    const org = await openOrg();
    const connection = connect(org);
    const { fields } = await connection.describe('Contact');
    expect(fields.find(({ name }) => name === 'Email')).toMatchObject({
      type: 'email',
      idLookup: true,
    });
    expect((await connection.describeGlobal()).sobjects.length).toBeGreaterThan(4);
    const id = org.simulator.org.insert('Contact', { LastName: 'A' });
    const gone = org.simulator.org.insert('Contact', { LastName: 'B' });
    org.simulator.org.remove({ object: 'Contact', id: gone });
    const now = org.simulator.clock.now();
    const [start, end] = [new Date(now - 3_600_000), new Date(now + 120_000)];
    expect((await connection.updated('Contact', start, end)).ids).toEqual([id]);
    const { deletedRecords } = await connection.deleted('Contact', start, end);
    expect(deletedRecords.map((one) => one.id)).toEqual([gone]);
  });

  it('refreshes an expired session and goes on', async () => {
    const org = await openOrg();
    const connection = new Connection({
      instanceUrl: org.simulator.url,
      oauth2: { clientId: 'app', clientSecret: 's', loginUrl: org.simulator.url },
      accessToken: 'stale',
      refreshToken: 'sim-refresh',
    });
    expect((await connection.query('SELECT Id FROM User')).totalSize).toBeGreaterThan(1);
    expect(connection.accessToken).not.toBe('stale');
    await org.control('tokens', { action: 'revoke', token: 'sim-refresh' });
    await org.control('tokens', { action: 'revoke', token: connection.accessToken });
    await expect(connection.query('SELECT Id FROM User')).rejects.toThrow(
      'expired access/refresh token',
    );
  });

  it('logs in by SOAP and by password grant', async () => {
    const org = await openOrg();
    const loginUrl = org.simulator.url;
    const plain = new Connection({ loginUrl });
    const user = await plain.login('sim.person@sim.example', 'secret');
    expect(user.id).toBe(org.simulator.report.users.person);
    const { user_id: userId } = await plain.identity();
    expect(userId).toBe(user.id);
    const granted = new Connection({
      oauth2: { clientId: 'a', clientSecret: 'b', loginUrl },
    });
    expect((await granted.login('sim.person@sim.example', 'secret')).id).toBe(user.id);
    await expect(plain.login('nobody@sim.example', 'x')).rejects.toThrow('INVALID_LOGIN');
  });

  it('keeps what a duplicate rule said', async () => {
    const match = [{ object: 'Contact', fields: { Email: 'Email' } }];
    const rule = { name: 'DR', object: 'Contact', action: 'block' as const, match };
    const org = await openOrg({ rules: { duplicates: [rule] } });
    const Email = 'a@b.example';
    org.simulator.org.insert('Contact', { LastName: 'A', Email });
    const second = connect(org).sobject('Contact').create({ LastName: 'B', Email });
    await expect(second).rejects.toMatchObject({
      errorCode: 'DUPLICATES_DETECTED',
      data: { duplicateResut: { duplicateRule: 'DR' } },
    });
  });
});
