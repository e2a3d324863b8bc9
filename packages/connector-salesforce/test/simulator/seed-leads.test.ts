import { describe, expect, it } from 'vitest';
import { openOrg } from './open-org.ts';

const options = {
  seed: 7,
  accounts: 200,
  contacts: 400,
  leads: 3000,
  clock: { startMs: Date.parse('2026-06-01T12:00:00Z'), running: false },
};

const openSeeded = async () => {
  const { simulator, query, control } = await openOrg(options);
  const { org } = simulator;
  const read = (object: string, id: string) => org.read({ object, id }) ?? {};
  return { report: simulator.report, query, control, org, read };
};

const small = (value: unknown): string => String(value).toLowerCase();

describe('seeded leads', () => {
  it('are the same for the same seed', async () => {
    const dump = async () => {
      const { org } = (await openOrg({ ...options, leads: 100 })).simulator;
      return org.ids('Lead').map((id) => org.read({ object: 'Lead', id }));
    };
    expect(await dump()).toEqual(await dump());
  });

  it('double each other in other letters', async () => {
    const { report, query } = await openSeeded();
    expect(report.leads.duplicates.size).toBeGreaterThan(40);
    for (const [email, ids] of [...report.leads.duplicates].slice(0, 20)) {
      const soql = `SELECT Id FROM Lead WHERE Email = '${email}' AND IsConverted = false`;
      const { records } = (await query(soql)).json;
      const found = records.map(({ Id }: { Id: string }) => Id).toSorted();
      expect(found).toEqual(ids.toSorted());
    }
  });

  it('are contacts at once, or became them', async () => {
    const { report, read } = await openSeeded();
    expect(report.leads.alsoContacts.size).toBeGreaterThan(100);
    for (const [lead, contact] of report.leads.alsoContacts) {
      expect(small(read('Lead', lead)['Email'])).toBe(small(read('Contact', contact)['Email']));
      expect(read('Lead', lead)['IsConverted']).toBe(false);
    }
    expect(report.leads.converted.size).toBeGreaterThan(80);
    for (const [lead, contact] of report.leads.converted) {
      const person = read('Contact', contact);
      expect(read('Lead', lead)).toMatchObject({
        IsConverted: true,
        Status: 'Closed - Converted',
        ConvertedContactId: contact,
        ConvertedAccountId: person['AccountId'],
        LastName: person['LastName'],
      });
    }
  });

  it('name accounts in every spelling', async () => {
    const { report, read } = await openSeeded();
    const { ofAccounts } = report.leads;
    expect(ofAccounts.size).toBeGreaterThan(600);
    const spellings = new Set<string>();
    for (const [lead, account] of ofAccounts) {
      const { Company: text, Website: site } = read('Lead', lead);
      const { Name: name } = read('Account', account);
      const isOwn = String(text).startsWith('Lead Company');
      if (!isOwn) spellings.add(text === name ? 'same' : 'other');
      expect(isOwn && site === null).toBe(false);
    }
    expect([...spellings].toSorted()).toEqual(['other', 'same']);
  });

  it('have no email, wait in queues, or were merged', async () => {
    const { report, query, read } = await openSeeded();
    const blank = await query('SELECT COUNT() FROM Lead WHERE Email = null');
    expect(blank.json.totalSize).toBe(report.leads.withoutEmail.length);
    const queued = await query(`SELECT COUNT() FROM Lead WHERE Owner.Type = 'Queue'`);
    expect(queued.json.totalSize).toBeGreaterThan(200);
    expect(report.queues).toHaveLength(2);
    expect(report.leads.merged.size).toBeGreaterThan(0);
    for (const [loser, winner] of report.leads.merged) {
      expect(read('Lead', loser)).toMatchObject({ IsDeleted: true, MasterRecordId: winner });
    }
  });

  it('are told of by the control API', async () => {
    const { control, report } = await openSeeded();
    const { json } = await control('seed');
    expect(json.leadsOfContacts).toEqual(Object.fromEntries(report.leads.alsoContacts));
    expect(json.queues).toEqual(report.queues);
  });
});
