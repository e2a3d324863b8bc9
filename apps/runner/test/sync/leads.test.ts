import { describe, expect, it } from 'vitest';
import { takeAnswer } from '../../src/commands/take-answer.ts';
import { openSyncWorld } from './open-sync-world.ts';
import { records } from './records.ts';
import { connectionId } from './sync-world.ts';

const open = (createAs: 'leads' | 'contactsAndAccounts' = 'leads') =>
  openSyncWorld({ settings: { createAs } });

describe('new people as leads', () => {
  it('become a lead that names its company (R-PERSON-5)', async () => {
    const here = await open();
    const company = { domain: 'fresh.example', fields: { name: 'Fresh' } };
    const person = { email: 'ada@fresh.example', fields: { lastName: 'Adler' }, company };
    takeAnswer(await here.engine.syncPerson(person, {}));
    await here.settle();
    expect(records(here, 'Lead', { Email: 'ada@fresh.example' })).toMatchObject([
      { LastName: 'Adler', Company: 'Fresh', Website: 'fresh.example' },
    ]);
    expect(records(here, 'Contact', { Email: 'ada@fresh.example' })).toEqual([]);
    expect(records(here, 'Account', { Name: 'Fresh' })).toEqual([]);
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
    expect(records(here, 'Lead', { Email: email })).toEqual([]);
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
    expect(records(here, 'Lead', { Email: 'di@later.example' })).toMatchObject([
      { LastName: 'Dietz' },
    ]);
  });
});

describe('a lead that is converted', () => {
  const convertible = async () => {
    const here = await open();
    const company = { domain: 'conv.example', fields: { name: 'Conv' } };
    const person = { email: 'ed@conv.example', fields: { lastName: 'Edel' }, company };
    takeAnswer(await here.engine.syncPerson(person, {}));
    await here.settle();
    const [lead] = records(here, 'Lead', { Email: 'ed@conv.example' });
    return { here, leadId: String(lead?.['Id']) };
  };

  it('goes on as the contact it became (R-PERSON-8)', async () => {
    const { here, leadId } = await convertible();
    const { contactId } = here.simulator.org.convert({ leadId });
    here.simulator.org.update({ object: 'Contact', id: contactId }, { Email: 'new@conv.example' });
    await here.settle();
    const person = await here.store.findRecord('person', 'new@conv.example');
    const links = await here.store.linksOf([person?.id ?? '']);
    expect(links).toContainEqual(
      expect.objectContaining({ crmObject: 'Contact', crmId: contactId }),
    );
  });

  it('is never written again, and no second one is made (R-PERSON-8, R-DUP-1)', async () => {
    const { here, leadId } = await convertible();
    const { contactId } = here.simulator.org.convert({ leadId });
    await here.settle();
    const fields = { title: 'CEO' };
    takeAnswer(await here.engine.syncPerson({ email: 'ed@conv.example', fields }, {}));
    await here.settle();
    const contact = here.simulator.org.read({ object: 'Contact', id: contactId });
    expect(contact).toMatchObject({ Title: 'CEO' });
    expect(records(here, 'Lead', { Email: 'ed@conv.example' })).toHaveLength(1);
    expect(records(here, 'Contact', { Email: 'ed@conv.example' })).toHaveLength(1);
  });
});

describe('reading leads', () => {
  it('brings people and the companies they name to the platform (R-PERSON-6)', async () => {
    const here = await open();
    here.simulator.org.insert('Lead', {
      LastName: 'Fox',
      Email: 'fox@text.example',
      Company: 'Text Ltd',
      Website: 'https://www.text.example/about',
    });
    await here.settle();
    const person = await here.store.findRecord('person', 'fox@text.example');
    const company = await here.store.findRecord('company', 'text.example');
    expect(person).toMatchObject({ companyId: company?.id, fields: { lastName: 'Fox' } });
    expect(company?.fields).toMatchObject({ name: 'Text Ltd' });
  });

  it('lets the contact speak before the lead, the account before its text (R-PERSON-8)', async () => {
    const here = await open();
    const AccountId = here.simulator.org.insert('Account', {
      Name: 'Real',
      Website: 'both.example',
    });
    const Email = 'gus@both.example';
    here.simulator.org.insert('Contact', { LastName: 'Contact', Email, AccountId });
    here.simulator.clock.set(here.simulator.clock.now() + 60_000);
    here.simulator.org.insert('Lead', {
      LastName: 'Lead',
      Email,
      Company: 'Text',
      Website: 'both.example',
    });
    await here.settle();
    const person = await here.store.findRecord('person', Email);
    const company = await here.store.findRecord('company', 'both.example');
    expect(person?.fields).toMatchObject({ lastName: 'Contact' });
    expect(company?.fields).toMatchObject({ name: 'Real' });
  });
});
