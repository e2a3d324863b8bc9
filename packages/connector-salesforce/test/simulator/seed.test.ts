import { describe, expect, it } from 'vitest';
import { openOrg } from './open-org.ts';

const options = {
  seed: 11,
  accounts: 300,
  contacts: 900,
  leads: 20,
  clock: { startMs: Date.parse('2026-06-01T12:00:00Z'), running: false },
};

const dump = async () => {
  const { org } = (await openOrg(options)).simulator;
  return ['Account', 'Contact', 'Lead', 'User'].map((object) =>
    org.ids(object).map((id) => org.read({ object, id })),
  );
};

describe('a seed', () => {
  it('decides every record', async () => {
    expect(await dump()).toEqual(await dump());
  });

  it('plants duplicates, gaps and removed records, and says where', async () => {
    const { simulator, query } = await openOrg(options);
    const { accounts, contacts } = simulator.report;
    expect(accounts.duplicates.size).toBeGreaterThan(10);
    expect(contacts.duplicates.size).toBeGreaterThan(5);
    for (const [email, ids] of contacts.duplicates) {
      const found = await query(`SELECT Id FROM Contact WHERE Email = '${email}' ORDER BY Id`);
      expect(found.json.records.map(({ Id }: { Id: string }) => Id)).toEqual(ids.toSorted());
    }
    const blank = await query('SELECT COUNT() FROM Account WHERE Website = null');
    expect(blank.json.totalSize).toBe(accounts.withoutWebsite.length);
    expect((await query('SELECT COUNT() FROM Contact')).json.totalSize).toBeLessThan(900);
  });

  it('keeps change after creation, and both in the past', async () => {
    const { query } = await openOrg(options);
    const soql = 'SELECT CreatedDate, SystemModstamp FROM Contact';
    for (const { CreatedDate, SystemModstamp } of (await query(soql)).json.records) {
      expect(SystemModstamp >= CreatedDate).toBe(true);
      expect(SystemModstamp < '2026-06-01T12').toBe(true);
    }
  });

  it('is put back by a reset', async () => {
    const { simulator, control } = await openOrg(options);
    const before = simulator.org.ids('Account');
    simulator.org.insert('Account', { Name: 'Extra' });
    await control('reset', {});
    expect(simulator.org.ids('Account')).toEqual(before);
    expect(simulator.history.length).toBe(0);
  });
});
