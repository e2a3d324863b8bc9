import { afterEach, describe, expect, it } from 'vitest';
import { takeAnswer } from '../../src/commands/take-answer.ts';
import { connectionId, createSyncWorld, type SyncWorld } from './sync-world.ts';

let world: SyncWorld | null = null;

afterEach(async () => {
  await world?.close();
  world = null;
});

const withEmail = ({ simulator }: SyncWorld, object: string, email: string) =>
  simulator.org
    .ids(object)
    .map((id) => simulator.org.read({ object, id }))
    .filter((record) => record?.['Email'] === email && record['IsDeleted'] !== true);

const open = async (createAs: 'leads' | 'contactsAndAccounts' = 'leads') => {
  world = await createSyncWorld({ settings: { createAs } });
  return world;
};

describe('new people as leads', () => {
  it('become a lead that names its company (R-PERSON-5)', async () => {
    const here = await open();
    const company = { domain: 'fresh.example', fields: { name: 'Fresh' } };
    const person = { email: 'ada@fresh.example', fields: { lastName: 'Adler' }, company };
    takeAnswer(await here.engine.syncPerson(person, {}));
    await here.settle();
    expect(withEmail(here, 'Lead', 'ada@fresh.example')).toMatchObject([
      { LastName: 'Adler', Company: 'Fresh', Website: 'fresh.example' },
    ]);
    expect(withEmail(here, 'Contact', 'ada@fresh.example')).toEqual([]);
    const accounts = here.simulator.org.ids('Account');
    const names = accounts.map(
      (id) => here.simulator.org.read({ object: 'Account', id })?.['Name'],
    );
    expect(names).not.toContain('Fresh');
  });

  it('update the lead that matches, and nothing a person typed (R-PERSON-5, R-OVERWRITE-2)', async () => {
    const here = await open();
    const email = 'bo@lead.example';
    const fields = { LastName: 'Typed', Company: 'Typed Ltd', Email: 'Bo@Lead.example' };
    const id = here.simulator.org.insert('Lead', fields);
    await here.settle();
    const person = { email, fields: { lastName: 'Ours', title: 'CTO' } };
    takeAnswer(await here.engine.syncPerson(person, {}));
    await here.settle();
    expect(here.simulator.org.read({ object: 'Lead', id })).toMatchObject({
      LastName: 'Typed',
      Company: 'Typed Ltd',
      Title: 'CTO',
    });
  });

  it('write whoever exists as a contact as the contact, with the account (R-PERSON-5)', async () => {
    const here = await open();
    const AccountId = here.simulator.org.insert('Account', {
      Name: 'Acme',
      Website: 'acme-leads.example',
    });
    const email = 'cy@acme-leads.example';
    const id = here.simulator.org.insert('Contact', { LastName: 'Cyan', Email: email, AccountId });
    await here.settle();
    const company = { domain: 'acme-leads.example', fields: { description: 'Known to us' } };
    const person = { email, fields: { title: 'CFO' }, company };
    takeAnswer(await here.engine.syncPerson(person, {}));
    await here.settle();
    expect(here.simulator.org.read({ object: 'Contact', id })).toMatchObject({ Title: 'CFO' });
    expect(withEmail(here, 'Lead', email)).toEqual([]);
    expect(here.simulator.org.read({ object: 'Account', id: AccountId })).toMatchObject({
      Description: 'Known to us',
    });
  });

  it('follow a change of the setting at any time (R-PERSON-3)', async () => {
    const here = await open('contactsAndAccounts');
    const change = { createAs: 'leads' } as const;
    takeAnswer(await here.engine.updateSettings(connectionId, change));
    const person = { email: 'di@later.example', fields: { lastName: 'Dietz' } };
    const company = { domain: 'later.example', fields: {} };
    takeAnswer(await here.engine.syncPerson({ ...person, company }, {}));
    await here.settle();
    expect(withEmail(here, 'Lead', 'di@later.example')).toMatchObject([{ LastName: 'Dietz' }]);
  });
});
