import { describe, expect, it } from 'vitest';
import { frozen, openPortal } from './open-portal.ts';

const options = { ...frozen, seed: 11, companies: 300, contacts: 900, tasks: 50, emails: 40 };

const dump = async () => {
  const { portal } = (await openPortal(options)).simulator;
  return ['companies', 'contacts', 'deals', 'tasks', 'emails'].map((object) =>
    portal.ids(object).map((id) => portal.read({ object, id })),
  );
};

describe('a seed', () => {
  it('decides every record', async () => {
    expect(await dump()).toEqual(await dump());
  });

  it('plants a mess and says where', async () => {
    const { simulator, get } = await openPortal(options);
    const { companies, contacts, deals, tasks, emails, merged } = simulator.report;
    expect(companies.duplicates.size).toBeGreaterThan(10);
    expect(contacts.samePerson.size).toBeGreaterThan(5);
    expect(deals.open.length).toBeGreaterThan(0);
    expect(tasks.ours.length).toBeGreaterThan(0);
    expect(emails.logged.size).toBe(40);
    for (const [email, id] of contacts.byFurtherEmail)
      expect((await get(`contacts/${email}?idProperty=email`)).json.id).toBe(id);
    expect(merged.contacts.size).toBeGreaterThan(0);
    for (const [old, id] of merged.contacts)
      expect((await get(`contacts/${old}`)).json.id).toBe(id);
    const { results } = (await get('contacts?archived=true&limit=100')).json;
    expect(results.map(({ id }: { id: string }) => id)).toEqual(contacts.archived);
    for (const id of contacts.withoutEmail)
      expect(simulator.portal.read({ object: 'contacts', id })).not.toHaveProperty('email');
  });

  it('is all in the index, and in no history', async () => {
    const { simulator, search } = await openPortal({
      ...options,
      rules: { searchLag: { minMs: 60_000, maxMs: 60_000 } },
    });
    expect((await search('contacts', {})).json.total).toBe(simulator.portal.ids('contacts').length);
    expect(simulator.history.length).toBe(0);
  });

  it('keeps every contact to an address of its own', async () => {
    const { simulator } = await openPortal(options);
    const { portal } = simulator;
    const addresses = portal.ids('contacts').flatMap((id) => {
      const record = portal.read({ object: 'contacts', id }) ?? {};
      const all = [record['email'], record['hs_additional_emails']];
      return all.flatMap((each) => (typeof each === 'string' ? each.split(';') : []));
    });
    expect(new Set(addresses).size).toBe(addresses.length);
  });
});
