import { describe, expect, it } from 'vitest';
import { openOrg, type OpenOrg } from './open-org.ts';

const clock = { startMs: Date.parse('2026-06-01T12:00:00Z'), running: false };
const minute = 60_000;

const updated = async (org: OpenOrg) => {
  const now = org.simulator.clock.now();
  const [start, end] = [now - 60 * minute, now + minute].map((ms) =>
    encodeURIComponent(new Date(ms).toISOString().replace('.000Z', '+00:00')),
  );
  return org.send('GET', `sobjects/Contact/updated/?start=${start}&end=${end}`);
};

describe('a long transaction', () => {
  it('shows its rows at commit with the stamp of the statement', async () => {
    const { simulator, query } = await openOrg({ clock });
    const transaction = simulator.org.begin();
    const id = simulator.org.insert('Contact', { LastName: 'Late' }, { transaction });
    simulator.clock.advance(5 * minute);
    simulator.org.insert('Contact', { LastName: 'Early' });
    const soql = 'SELECT LastName, SystemModstamp FROM Contact ORDER BY SystemModstamp, Id';
    expect((await query(soql)).json.totalSize).toBe(1);
    expect(simulator.history.list({ id })).toEqual([]);
    simulator.org.commit(transaction);
    expect((await query(soql)).json.records).toMatchObject([
      { LastName: 'Late', SystemModstamp: '2026-06-01T12:00:00.000+0000' },
      { LastName: 'Early', SystemModstamp: '2026-06-01T12:05:00.000+0000' },
    ]);
    expect(simulator.history.list({ id })[0]?.time).toBe('2026-06-01T12:05:00.000Z');
  });

  it('holds back latestDateCovered until it ends', async () => {
    const org = await openOrg({ clock });
    const { simulator } = org;
    const transaction = simulator.org.begin();
    simulator.clock.advance(10 * minute + 30_000);
    expect((await updated(org)).json.latestDateCovered).toBe('2026-06-01T12:00:00.000+0000');
    simulator.org.commit(transaction);
    expect((await updated(org)).json.latestDateCovered).toBe('2026-06-01T12:10:00.000+0000');
  });

  it('locks the rows it changed', async () => {
    const { simulator, send } = await openOrg({ clock });
    const id = simulator.org.insert('Contact', { LastName: 'A' });
    const transaction = simulator.org.begin();
    simulator.org.update({ object: 'Contact', id }, { Title: 'Held' }, { transaction });
    const body = { Title: 'Other' };
    const refused = await send('PATCH', `sobjects/Contact/${id}`, { body });
    expect(refused.json[0]).toMatchObject({ errorCode: 'UNABLE_TO_LOCK_ROW' });
    simulator.org.rollback(transaction);
    expect((await send('PATCH', `sobjects/Contact/${id}`, { body })).status).toBe(204);
    expect(simulator.org.read({ object: 'Contact', id })?.['Title']).toBe('Other');
  });
});

describe('removals', () => {
  it('shows deleted records to queryAll and /deleted only', async () => {
    const org = await openOrg({ clock });
    const { simulator, send, query } = org;
    const id = simulator.org.insert('Contact', { LastName: 'Gone' });
    simulator.clock.advance(2 * minute);
    await send('DELETE', `sobjects/Contact/${id}`);
    expect((await query('SELECT Id FROM Contact')).json.totalSize).toBe(0);
    const soql = encodeURIComponent(
      'SELECT Id, SystemModstamp FROM Contact WHERE IsDeleted = true',
    );
    const all = (await send('GET', `queryAll?q=${soql}`)).json.records;
    expect(all).toMatchObject([{ Id: id, SystemModstamp: '2026-06-01T12:02:00.000+0000' }]);
    const span = 'start=2026-06-01T11:00:00%2B00:00&end=2026-06-01T13:00:00%2B00:00';
    const { json } = await send('GET', `sobjects/Contact/deleted/?${span}`);
    expect(json.deletedRecords).toEqual([{ id, deletedDate: '2026-06-01T12:02:00.000+0000' }]);
  });

  it('refuses a window of a minute or less', async () => {
    const { send } = await openOrg({ clock });
    for (const end of ['11:59:50', '12:00:00']) {
      const span = `start=2026-06-01T11:59:00%2B00:00&end=2026-06-01T${end}%2B00:00`;
      const answer = await send('GET', `sobjects/Contact/updated?${span}`);
      expect([answer.status, answer.json[0].errorCode]).toEqual([400, 'INVALID_REPLICATION_DATE']);
    }
  });

  it('takes contacts along with their account, and back', async () => {
    const { simulator } = await openOrg({ clock });
    const direct = simulator.org;
    const account = direct.insert('Account', { Name: 'A' });
    const contact = direct.insert('Contact', { LastName: 'C', AccountId: account });
    direct.remove({ object: 'Account', id: account });
    expect(direct.read({ object: 'Contact', id: contact })?.['IsDeleted']).toBe(true);
    direct.undelete({ object: 'Account', id: account });
    expect(direct.ids('Contact')).toEqual([contact]);
  });

  it('merges: losers point to the winner and children move', async () => {
    const { simulator, send } = await openOrg({ clock });
    const direct = simulator.org;
    const [winner = '', loser = ''] = ['W', 'L'].map((Name) => direct.insert('Account', { Name }));
    const contact = direct.insert('Contact', { LastName: 'C', AccountId: loser });
    direct.merge('Account', { winner, losers: [loser], values: { Site: 'merged' } });
    expect(direct.read({ object: 'Contact', id: contact })?.['AccountId']).toBe(winner);
    const soql = encodeURIComponent(
      'SELECT Id FROM Account WHERE MasterRecordId != null AND IsDeleted = true',
    );
    expect((await send('GET', `queryAll?q=${soql}`)).json.records).toMatchObject([{ Id: loser }]);
    expect(simulator.history.list({ kind: 'merged', field: 'MasterRecordId' })[0]?.after).toBe(
      winner,
    );
  });

  it('leaves no trace of a purged record', async () => {
    const { simulator, send } = await openOrg({ clock });
    const id = simulator.org.insert('Account', { Name: 'A' });
    simulator.org.purge({ object: 'Account', id });
    const answer = await send('GET', 'queryAll?q=SELECT+Id+FROM+Account');
    expect(answer.json.totalSize).toBe(0);
  });

  it('hides a record from one user only', async () => {
    const { simulator, send, control } = await openOrg({ clock });
    const id = simulator.org.insert('Account', { Name: 'A' });
    await control('records', { action: 'hide', object: 'Account', id, user: 'sim-integration' });
    expect((await send('GET', `sobjects/Account/${id}`)).status).toBe(404);
    const headers = { authorization: 'Bearer sim-person' };
    expect((await send('GET', `sobjects/Account/${id}`, { headers })).status).toBe(200);
  });
});
