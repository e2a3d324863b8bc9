import { openPostgresStore, type OpenStore } from '@concord/store-postgres';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { anEmail, aReply } from './content.ts';
import { createScenario, type Scenario } from './scenario-world.ts';
import { contactsOf, leadsOf, messagesOf, touched } from './what-salesforce-holds.ts';

// One account for the whole document, on the real store: each statement has people of its own.
let database: OpenStore;
let scenario: Scenario;

beforeAll(async () => {
  database = await openPostgresStore({ memory: true });
  const settings = {
    accountTieBreak: 'mostContacts',
    followRedirects: true,
    createAs: 'contactsAndAccounts',
  } as const;
  const moved = new Map([['old-redirects.example', 'redirects.example']]);
  const resolve = async (domains: readonly string[]) =>
    new Map(domains.map((domain) => [domain, moved.get(domain) ?? domain]));
  scenario = await createScenario({ store: database.store, settings, resolver: { resolve } });
}, 60_000);

afterAll(async () => {
  await scenario.close();
  await database.close();
});

const aContact = (name: string, values: object = {}) =>
  scenario.person.create('Contact', { LastName: name, Email: emailOf(name), ...values });

const aLead = (name: string, values: object = {}) =>
  scenario.person.create('Lead', {
    LastName: name,
    Email: emailOf(name),
    Company: 'Theirs',
    ...values,
  });

const anAccount = (name: string, values: object = {}) =>
  scenario.person.create('Account', { Name: name, Website: domainOf(name), ...values });

const domainOf = (name: string) => `${name}.example`;

const emailOf = (name: string) => `person@${domainOf(name)}`;

const asLeads = async (body: () => Promise<void>) => {
  await scenario.api.changeSettings({ createAs: 'LEADS' });
  await body();
  await scenario.api.changeSettings({ createAs: 'CONTACTS_AND_ACCOUNTS' });
};

describe('overwriting', () => {
  it('never concerns a new record, which is filled (R-OVERWRITE-1)', async () => {
    const mappings = await scenario.api.mappings('PERSON');
    const withDefault = mappings.map((one) =>
      one.crmObject === 'Contact' && one.crmField === 'LeadSource'
        ? { ...one, defaultValue: 'Web' }
        : one,
    );
    await scenario.api.saveMappings('PERSON', withDefault);
    const person = { email: emailOf('new'), firstName: 'Nu', lastName: 'New', title: 'CTO' };
    await scenario.api.syncPerson(person, { play: 'Launch' });
    await scenario.pass();
    const [row] = await contactsOf(scenario, emailOf('new'));
    expect(scenario.person.see('Contact', String(row?.['Id']))).toMatchObject({
      FirstName: 'Nu',
      LastName: 'New',
      Title: 'CTO',
      LeadSource: 'Web',
      Unify_Most_Recent_Play__c: 'Launch',
    });
  });

  it('spares what has a value, but for product fields (R-OVERWRITE-2, R-OVERWRITE-3)', async () => {
    const id = await aContact('filled', { Unify_Most_Recent_Play__c: 'Earlier' });
    await scenario.pass();
    const person = { email: emailOf('filled'), lastName: 'Ours', title: 'CTO' };
    await scenario.api.syncPerson(person, { play: 'Launch' });
    await scenario.pass();
    expect(scenario.person.see('Contact', id)).toMatchObject({
      LastName: 'filled',
      Title: 'CTO',
      Unify_Most_Recent_Play__c: 'Launch',
    });
  });

  it('is the same for records of our own (R-OVERWRITE-4)', async () => {
    const [row] = await contactsOf(scenario, emailOf('new'));
    await scenario.api.syncPerson({ email: emailOf('new'), title: 'CEO' });
    await scenario.pass();
    expect(scenario.person.see('Contact', String(row?.['Id']))).toMatchObject({ Title: 'CTO' });
  });

  it('is limited further by permissions (R-OVERWRITE-6)', async () => {
    const id = await aContact('limited');
    const field = { object: 'Contact', field: 'Department', user: 'sim-integration' };
    const person = { object: 'Contact', field: 'Title', user: 'sim-integration' };
    await scenario.person.administer('schema', { action: 'access', ...field, level: 'read' });
    await scenario.person.administer('schema', { action: 'access', ...person, level: 'read' });
    await scenario.pass();
    await scenario.api.syncPerson({ email: emailOf('limited'), firstName: 'Li', title: 'CTO' });
    await scenario.pass();
    await scenario.person.administer('schema', { action: 'access', ...person, level: 'write' });
    expect(scenario.person.see('Contact', id)).toMatchObject({ FirstName: 'Li', Title: null });
  });
});

describe('duplicates', () => {
  it('are not made: there is one record, and it is updated (R-DUP-1, R-DUP-2)', async () => {
    const person = { email: emailOf('once'), lastName: 'Once' };
    await scenario.api.syncPerson(person);
    await scenario.api.syncPerson({ ...person, email: emailOf('once').toUpperCase() });
    await scenario.pass();
    await scenario.api.syncPerson({ ...person, firstName: 'On' });
    await scenario.pass();
    expect(await contactsOf(scenario, emailOf('once'))).toMatchObject([{ FirstName: 'On' }]);
  });

  it('that are there already are told of, and no worse (R-DUP-3)', async () => {
    const ids = [await aContact('twice'), await aContact('twice')];
    await scenario.pass();
    await scenario.api.syncPerson({ email: emailOf('twice'), firstName: 'Tw' });
    await scenario.pass();
    expect(await contactsOf(scenario, emailOf('twice'))).toHaveLength(2);
    const { person } = await scenario.api.ask(
      'query ($email: String) { person(email: $email) { outcomes { crmId losers } } }',
      { email: emailOf('twice') },
    );
    expect(person.outcomes).toContainEqual({ crmId: ids[1], losers: [ids[0]] });
  });
});

describe('contacts', () => {
  it('are written with contacts and accounts, else created (R-PERSON-4)', async () => {
    await scenario.api.syncPerson({ email: emailOf('created'), lastName: 'Created' });
    await scenario.pass();
    expect(await contactsOf(scenario, emailOf('created'))).toHaveLength(1);
    expect(await leadsOf(scenario, emailOf('created'))).toEqual([]);
  });

  it('are written in place of leads where they exist (R-PERSON-5)', async () => {
    const id = await aContact('instead');
    await scenario.pass();
    await asLeads(async () => {
      await scenario.api.syncPerson({ email: emailOf('instead'), firstName: 'In' });
      await scenario.pass();
    });
    expect(scenario.person.see('Contact', id)).toMatchObject({ FirstName: 'In' });
    expect(await leadsOf(scenario, emailOf('instead'))).toEqual([]);
  });

  it('are chosen among several by who was modified last (R-DUP-3)', async () => {
    const [first, second] = [await aContact('several'), await aContact('several')];
    await scenario.person.edit('Contact', first, { Description: 'Touched last' });
    await scenario.pass();
    await scenario.api.syncPerson({ email: emailOf('several'), firstName: 'Se' });
    await scenario.pass();
    expect(await touched(scenario, [first, second])).toEqual([first]);
  });
});

describe('accounts', () => {
  it('are written with each contact (R-COMPANY-3)', async () => {
    const company = { domain: domainOf('with-contact'), name: 'With', phone: '1' };
    const person = { email: emailOf('with-contact'), lastName: 'With', company };
    await scenario.api.syncPerson(person);
    await scenario.pass();
    const [row] = await contactsOf(scenario, emailOf('with-contact'));
    expect(scenario.person.see('Account', String(row?.['AccountId']))).toMatchObject({
      Name: 'With',
      Phone: '1',
    });
  });

  it('are written by a Play on companies (R-COMPANY-3)', async () => {
    const id = await anAccount('by-play');
    await scenario.pass();
    await scenario.api.syncCompany({ domain: domainOf('by-play'), phone: '1' }, 'Launch');
    await scenario.pass();
    expect(scenario.person.see('Account', id)).toMatchObject({ Phone: '1' });
  });

  it('are found by domain, also one that redirects (R-COMPANY-1, R-COMPANY-2)', async () => {
    const id = await anAccount('redirects', { Website: 'https://www.redirects.example/en' });
    await scenario.pass();
    await scenario.api.syncCompany({ domain: 'old-redirects.example', phone: '1' });
    await scenario.pass();
    expect(scenario.person.see('Account', id)).toMatchObject({ Phone: '1' });
  });

  it('are created where none matches (R-COMPANY-4)', async () => {
    await scenario.api.syncCompany({ domain: domainOf('no-match'), name: 'No match' });
    await scenario.pass();
    expect(
      await scenario.person.query("SELECT Id FROM Account WHERE Name = 'No match'"),
    ).toHaveLength(1);
  });

  it('are chosen among several by who has more contacts (R-DUP-4)', async () => {
    const [busy, idle] = [await anAccount('most'), await anAccount('most')];
    for (const name of ['most-1', 'most-2']) await aContact(name, { AccountId: busy });
    await aContact('most-3', { AccountId: idle });
    await scenario.person.edit('Account', idle, { Description: 'Touched last' });
    await scenario.pass();
    await scenario.api.syncCompany({ domain: domainOf('most'), phone: '1' });
    await scenario.pass();
    expect(await touched(scenario, [busy, idle])).toEqual([busy]);
  });

  it('are chosen by who was modified last where contacts are equal (R-DUP-4)', async () => {
    const [first, second] = [await anAccount('equal'), await anAccount('equal')];
    await aContact('equal-1', { AccountId: first });
    await aContact('equal-2', { AccountId: second });
    await scenario.person.edit('Account', first, { Description: 'Touched last' });
    await scenario.pass();
    await scenario.api.syncCompany({ domain: domainOf('equal'), phone: '1' });
    await scenario.pass();
    expect(await touched(scenario, [first, second])).toEqual([first]);
  });
});

describe('leads', () => {
  it('are written where leads are chosen, created if none matches (R-PERSON-5)', async () => {
    await asLeads(async () => {
      await scenario.api.syncPerson({
        email: emailOf('lead-new'),
        lastName: 'Lead',
        company: { domain: domainOf('lead-new'), name: 'Lead' },
      });
      await scenario.pass();
    });
    expect(await leadsOf(scenario, emailOf('lead-new'))).toHaveLength(1);
    expect(await contactsOf(scenario, emailOf('lead-new'))).toEqual([]);
  });

  it('are found by email address and updated (R-PERSON-5)', async () => {
    const id = await aLead('lead-known');
    await scenario.pass();
    await asLeads(async () => {
      await scenario.api.syncPerson({ email: emailOf('lead-known'), title: 'CTO' });
      await scenario.pass();
    });
    expect(await leadsOf(scenario, emailOf('lead-known'))).toMatchObject([
      { Id: id, Title: 'CTO' },
    ]);
  });

  it('are chosen among several by who was modified last (R-DUP-3)', async () => {
    const [first, second] = [await aLead('lead-twice'), await aLead('lead-twice')];
    await scenario.person.edit('Lead', first, { Description: 'Touched last' });
    await scenario.pass();
    await asLeads(async () => {
      await scenario.api.syncPerson({ email: emailOf('lead-twice'), title: 'CTO' });
      await scenario.pass();
    });
    expect(await touched(scenario, [first, second])).toEqual([first]);
  });
});

describe('email messages', () => {
  const email = (values: object = {}) =>
    anEmail({ person: emailOf('mail'), recipients: emailOf('mail'), ...values });

  it('are written once, ours and the answers to them alone (R-EMAIL-1, R-EMAIL-2)', async () => {
    await aContact('mail');
    await scenario.pass();
    await scenario.api.recordEmail(email());
    await scenario.api.recordEmail(
      aReply({ person: emailOf('mail'), sender: emailOf('mail'), recipients: email()['sender'] }),
    );
    await scenario.api.recordEmail(
      email({ id: 'email-3', messageId: '<3@mail.example>', origin: 'OUTSIDE' }),
    );
    await scenario.pass();
    await scenario.api.recordEmail(email({ subject: 'Changed' }));
    await scenario.pass();
    const subjects = (await messagesOf(scenario)).map(({ Subject }) => Subject);
    expect(subjects).toHaveLength(2);
    expect(new Set(subjects)).toEqual(new Set(['Engines', 'Re: Engines']));
  });

  it('are not doubled where another integration wrote them (R-EMAIL-5)', async () => {
    const values = { messageId: '<4@platform.example>', threadId: 'thread-4', id: 'email-4' };
    await scenario.person.create('EmailMessage', {
      MessageIdentifier: values.messageId,
      ThreadIdentifier: values.threadId,
      Status: '3',
    });
    await scenario.api.recordEmail(email(values));
    await scenario.pass();
    expect(
      await scenario.person.query(
        "SELECT Id FROM EmailMessage WHERE MessageIdentifier = '<4@platform.example>'",
      ),
    ).toHaveLength(1);
  });

  it('follow the person, whom a Play may sync first (R-EMAIL-3)', async () => {
    const late = emailOf('late');
    const values = { id: 'email-5', messageId: '<5@platform.example>', threadId: 'thread-5' };
    const written = () =>
      scenario.person.query("SELECT Id FROM EmailMessage WHERE ThreadIdentifier = 'thread-5'");
    await scenario.api.recordEmail(email({ ...values, person: late, recipients: late }));
    await scenario.pass();
    expect(await written()).toEqual([]);
    await scenario.api.syncPerson({ email: late, lastName: 'Late' }, { play: 'Launch' });
    await scenario.pass();
    expect(await written()).toHaveLength(1);
  });
});

describe('after all of it', () => {
  it('nothing is overwritten, doubled or touched twice (R-OVERWRITE-2, R-DUP-1)', async () => {
    expect(await scenario.world.promises()).toMatchObject({
      overwritten: 0,
      doubled: 0,
      groupsTouchedTwice: 0,
    });
  });
});
