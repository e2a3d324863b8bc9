import { describe, expect, it } from 'vitest';
import { ada } from './content.ts';
import { anAccount, useScenarios } from './use-scenarios.ts';
import { contactsOf, leadsOf, touched } from './what-salesforce-holds.ts';

const { open, withAda } = useScenarios();

describe('accounts', () => {
  it('are written whenever a contact is created or updated (R-COMPANY-3)', async () => {
    const scenario = await open();
    const company = { domain: 'analytical.example', name: 'Analytical' };
    await scenario.api.syncPerson({ email: ada, lastName: 'Lovelace', company });
    await scenario.pass();
    const [contact] = await contactsOf(scenario, ada);
    const accountId = String(contact?.['AccountId']);
    expect(scenario.person.see('Account', accountId)).toMatchObject({
      Name: 'Analytical',
      Phone: null,
    });
    const later = { domain: 'analytical.example', phone: '+44 20 0' };
    await scenario.api.syncPerson({ email: ada, title: 'Countess', company: later });
    await scenario.pass();
    expect(scenario.person.see('Account', accountId)).toMatchObject({ Phone: '+44 20 0' });
  });

  it('are written by a Play on companies (R-COMPANY-3)', async () => {
    const scenario = await open();
    const id = await anAccount(scenario);
    await scenario.pass();
    await scenario.api.syncCompany({ domain: 'analytical.example', phone: '+44 20 0' }, 'Engines');
    await scenario.pass();
    expect(scenario.person.see('Account', id)).toMatchObject({
      Phone: '+44 20 0',
      Unify_Most_Recent_Play__c: 'Engines',
    });
  });

  it('are found by the domain of the website (R-COMPANY-1)', async () => {
    const scenario = await open();
    const id = await anAccount(scenario, { Website: 'HTTP://www.Analytical.example:80/about' });
    await scenario.pass();
    await scenario.api.syncCompany({ domain: 'analytical.example', phone: '+44 20 0' });
    await scenario.pass();
    expect(scenario.person.see('Account', id)).toMatchObject({ Phone: '+44 20 0' });
  });

  it.each([
    ['analytical.example', 'engines.example'],
    ['engines.example', 'analytical.example'],
  ])(
    'of %s are those of %s, to which it redirects or from (R-COMPANY-2)',
    async (Website, domain) => {
      const moved = new Map([['engines.example', 'analytical.example']]);
      const resolve = async (domains: readonly string[]) =>
        new Map(domains.map((one) => [one, moved.get(one) ?? one]));
      const scenario = await open({ settings: { followRedirects: true }, resolver: { resolve } });
      const id = await anAccount(scenario, { Website });
      await scenario.pass();
      await scenario.api.syncCompany({ domain, phone: '+44 20 0' });
      await scenario.pass();
      expect(
        await scenario.person.query(
          `SELECT Id, Phone FROM Account
         WHERE Website LIKE '%engines.example%' OR Website LIKE '%analytical.example%'`,
        ),
      ).toMatchObject([{ Id: id, Phone: '+44 20 0' }]);
    },
  );

  it('are created where none matches (R-COMPANY-4)', async () => {
    const scenario = await open();
    await scenario.api.syncCompany({ domain: 'analytical.example', name: 'Analytical' });
    await scenario.pass();
    expect(
      await scenario.person.query("SELECT Website FROM Account WHERE Name = 'Analytical'"),
    ).toMatchObject([{ Website: 'analytical.example' }]);
  });

  it('are updated one at a time, the one modified last (R-DUP-3)', async () => {
    const scenario = await open();
    const first = await anAccount(scenario);
    const second = await anAccount(scenario, { Name: 'Analytical too' });
    await scenario.person.edit('Account', first, { Description: 'Touched last' });
    await scenario.pass();
    await scenario.api.syncCompany({ domain: 'analytical.example', phone: '+44 20 0' });
    await scenario.pass();
    expect(await touched(scenario, [first, second])).toEqual([first]);
  });
});

describe('contacts', () => {
  it('are what people become with contacts and accounts (R-PERSON-4)', async () => {
    const scenario = await open({ settings: { createAs: 'contactsAndAccounts' } });
    await scenario.api.syncPerson({ email: ada, lastName: 'Lovelace' });
    await scenario.pass();
    expect(await contactsOf(scenario, ada)).toHaveLength(1);
    expect(await leadsOf(scenario, ada)).toEqual([]);
  });

  it('take the place of a lead that Salesforce would refuse (R-PERSON-5)', async () => {
    const rules = { standardDuplicateRules: true };
    const settings = { createAs: 'leads' } as const;
    const { scenario, contactId } = await withAda({ settings, simulator: { rules } });
    await scenario.api.syncPerson({ email: ada, firstName: 'Ada', lastName: 'Lovelace' });
    await scenario.pass();
    expect(scenario.person.see('Contact', contactId)).toMatchObject({ FirstName: 'Ada' });
    expect(await leadsOf(scenario, ada)).toEqual([]);
    expect(await scenario.api.outcomes({ status: ['FAILED'] })).toEqual([]);
  });

  it('are found by email address, in any letters (R-PERSON-1)', async () => {
    const scenario = await open();
    const Email = 'Ada@Analytical.example';
    const id = await scenario.person.create('Contact', { LastName: 'Lovelace', Email });
    await scenario.pass();
    await scenario.api.syncPerson({ email: ada, title: 'Countess' });
    await scenario.pass();
    expect(scenario.person.see('Contact', id)).toMatchObject({ Title: 'Countess' });
  });

  it('are updated one at a time, the one modified last (R-DUP-3)', async () => {
    const { scenario, contactId } = await withAda();
    const twin = await scenario.person.create('Contact', { LastName: 'L', Email: ada });
    await scenario.person.edit('Contact', contactId, { Description: 'Touched last' });
    await scenario.pass();
    await scenario.api.syncPerson({ email: ada, title: 'Countess' });
    await scenario.pass();
    expect(await touched(scenario, [contactId, twin])).toEqual([contactId]);
  });
});

describe('leads', () => {
  const asLeads = () => open({ settings: { createAs: 'leads' } });

  it('are what people become with leads (R-PERSON-5)', async () => {
    const scenario = await asLeads();
    const company = { domain: 'analytical.example', name: 'Analytical' };
    await scenario.api.syncPerson({ email: ada, lastName: 'Lovelace', company });
    await scenario.pass();
    expect(await leadsOf(scenario, ada)).toMatchObject([{ Company: 'Analytical' }]);
    expect(await contactsOf(scenario, ada)).toEqual([]);
  });

  it('are created without a company by the default of that field (R-OVERWRITE-1)', async () => {
    const scenario = await asLeads();
    await scenario.api.syncPerson({ email: ada, lastName: 'Lovelace' });
    await scenario.pass(2);
    const failed = await scenario.api.outcomes({ object: 'PERSON', status: ['FAILED'] });
    expect(failed).toMatchObject([{ class: 'REQUIRED_FIELD', crmObject: 'Lead' }]);
    const mappings = await scenario.api.mappings('PERSON');
    const company = { platformField: null, crmObject: 'Lead', crmField: 'Company' };
    const unknown = { ...company, direction: 'WRITE' as const, defaultValue: 'Unknown' };
    await scenario.api.saveMappings('PERSON', [...mappings, unknown]);
    await scenario.pass(2);
    expect(await leadsOf(scenario, ada)).toMatchObject([{ Company: 'Unknown' }]);
  });

  it('are found by email address and updated (R-PERSON-5)', async () => {
    const scenario = await asLeads();
    const values = { LastName: 'Lovelace', Company: 'Analytical', Email: ada };
    const id = await scenario.person.create('Lead', values);
    await scenario.pass();
    await scenario.api.syncPerson({ email: ada, lastName: 'Byron', title: 'Countess' });
    await scenario.pass();
    expect(await leadsOf(scenario, ada)).toMatchObject([
      { Id: id, LastName: 'Lovelace', Title: 'Countess' },
    ]);
  });

  it('are updated one at a time, the one modified last (R-DUP-3)', async () => {
    const scenario = await asLeads();
    const values = { LastName: 'Lovelace', Company: 'Analytical', Email: ada };
    const first = await scenario.person.create('Lead', values);
    const second = await scenario.person.create('Lead', values);
    await scenario.person.edit('Lead', first, { Description: 'Touched last' });
    await scenario.pass();
    await scenario.api.syncPerson({ email: ada, title: 'Countess' });
    await scenario.pass();
    expect(await touched(scenario, [first, second])).toEqual([first]);
  });
});
