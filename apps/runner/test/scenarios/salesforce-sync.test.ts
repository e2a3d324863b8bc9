import { describe, expect, it } from 'vitest';
import { ada } from './content.ts';
import { useScenarios } from './use-scenarios.ts';
import { contactsOf } from './what-salesforce-holds.ts';

const { open, withAda } = useScenarios();

describe('when it syncs', () => {
  it('creates and updates for Plays and for Sequences', async () => {
    const { scenario, contactId } = await withAda();
    const bo = 'bo@analytical.example';
    await scenario.api.syncPerson({ email: bo, lastName: 'Byron' }, { play: 'Engines' });
    const enrolled = { sequence: 'Engines first', sequenceStatus: 'IN_PROGRESS_STARTED' };
    await scenario.api.syncPerson({ email: ada }, enrolled);
    await scenario.pass(2);
    const [created] = await contactsOf(scenario, bo);
    expect(scenario.person.see('Contact', String(created?.['Id']))).toMatchObject({
      Unify_Initial_Play__c: 'Engines',
      Unify_Initial_Sequence__c: null,
    });
    expect(scenario.person.see('Contact', contactId)).toMatchObject({
      Unify_Initial_Sequence__c: 'Engines first',
      Unify_Most_Recent_Sequence_Status__c: 'In Progress – Started',
    });
  });

  it('reads about every quarter of an hour (R-TIME-1)', async () => {
    const scenario = await open();
    await scenario.person.create('Contact', { LastName: 'Lovelace', Email: ada });
    await scenario.pass(5);
    expect(await scenario.api.person(ada)).toBeNull();
    await scenario.pass(12);
    expect(await scenario.api.person(ada)).toMatchObject({ lastName: 'Lovelace' });
    const before = (await scenario.api.runs('READ')).length;
    await scenario.pass(60);
    expect((await scenario.api.runs('READ')).length - before).toBe(4);
  });

  it('shows how late it is when reading takes longer (R-TIME-1)', async () => {
    const scenario = await open();
    for (let n = 0; n < 30; n += 1) {
      const Email = `many.${n}@analytical.example`;
      scenario.world.simulator.org.insert('Contact', { LastName: 'Many', Email });
    }
    const busy = scenario.world.simulator.faults.add({
      kind: 'status',
      status: 503,
      body: 'busy',
      contentType: 'text/plain',
      match: { path: 'query' },
      times: 1_000,
    });
    await scenario.pass(25);
    expect((await scenario.api.checkpoint('Contact')).lagSeconds).toBeGreaterThan(20 * 60);
    const { activity } = await scenario.api.connection('activity { hold { reason until } }');
    expect(activity.hold).not.toBeNull();
    expect(await scenario.api.person('many.7@analytical.example')).toBeNull();
    scenario.world.simulator.faults.remove(busy);
    await scenario.pass(31);
    expect(await scenario.api.person('many.7@analytical.example')).not.toBeNull();
    expect((await scenario.api.checkpoint('Contact')).lagSeconds).toBeLessThan(15 * 60);
  });

  it('plans all records anew after a mapping change, beside the schedule (R-TIME-3)', async () => {
    const scenario = await open();
    await scenario.person.create('Contact', {
      LastName: 'Lovelace',
      Email: ada,
      Department: 'Engines',
    });
    await scenario.pass(17);
    const reads = await scenario.api.runs('READ');
    const place = await scenario.api.checkpoint('Contact');
    const mappings = await scenario.api.mappings('PERSON');
    const added = { platformField: 'status', crmObject: 'Contact', crmField: 'Department' };
    await scenario.api.saveMappings('PERSON', [...mappings, { ...added, direction: 'READ' }]);
    await scenario.pass(1);
    expect(await scenario.api.person(ada)).toMatchObject({ status: 'Engines' });
    expect(await scenario.api.runs('REPROCESS')).toMatchObject([{ state: 'DONE' }]);
    expect(await scenario.api.runs('READ')).toEqual(reads);
    expect(await scenario.api.checkpoint('Contact')).toMatchObject({ at: place.at });
    await scenario.pass(15);
    expect(await scenario.api.runs('READ')).toHaveLength(reads.length + 1);
  });
});

describe('what it writes over', () => {
  it('fills every written field of a record it creates (R-OVERWRITE-1)', async () => {
    const scenario = await open();
    const mappings = await scenario.api.mappings('PERSON');
    const changed = mappings.map((one) => {
      if (one.crmObject !== 'Contact') return one;
      if (one.crmField === 'LeadSource') return { ...one, defaultValue: 'Web' };
      return one.crmField === 'MobilePhone' ? { ...one, direction: 'READ' as const } : one;
    });
    await scenario.api.saveMappings('PERSON', changed);
    await scenario.api.syncPerson(
      {
        email: ada,
        firstName: 'Ada',
        mobilePhone: '+44 20 1',
        lastName: 'Lovelace',
        title: 'Countess',
      },
      { play: 'Engines' },
    );
    await scenario.pass();
    const [row] = await contactsOf(scenario, ada);
    expect(scenario.person.see('Contact', String(row?.['Id']))).toMatchObject({
      FirstName: 'Ada',
      LastName: 'Lovelace',
      Title: 'Countess',
      LeadSource: 'Web',
      MobilePhone: null,
      Unify_Initial_Play__c: 'Engines',
      Unify_Most_Recent_Play__c: 'Engines',
    });
  });

  it('fills what is empty, and leaves what has a value (R-OVERWRITE-2)', async () => {
    const { scenario, contactId } = await withAda();
    await scenario.api.syncPerson({ email: ada, lastName: 'Byron', title: 'Countess' });
    await scenario.pass();
    expect(scenario.person.see('Contact', contactId)).toMatchObject({
      LastName: 'Lovelace',
      Title: 'Countess',
    });
    expect(await scenario.world.promises()).toMatchObject({ overwritten: 0 });
  });

  it('keeps product fields up to date (R-OVERWRITE-3)', async () => {
    const { scenario, contactId } = await withAda();
    await scenario.api.syncPerson({ email: ada }, { play: 'First' });
    await scenario.pass();
    await scenario.api.syncPerson({ email: ada }, { play: 'Second' });
    await scenario.pass();
    expect(scenario.person.see('Contact', contactId)).toMatchObject({
      Unify_Initial_Play__c: 'First',
      Unify_Most_Recent_Play__c: 'Second',
    });
  });

  it('does so whoever created the record (R-OVERWRITE-4)', async () => {
    const scenario = await open();
    await scenario.api.syncPerson({ email: ada, lastName: 'Lovelace', title: 'Countess' });
    await scenario.pass();
    const [row] = await contactsOf(scenario, ada);
    const id = String(row?.['Id']);
    await scenario.person.edit('Contact', id, { Title: 'Mathematician' });
    await scenario.pass();
    await scenario.api.syncPerson({ email: ada, title: 'Countess of all', firstName: 'Ada' });
    await scenario.pass();
    expect(scenario.person.see('Contact', id)).toMatchObject({
      Title: 'Mathematician',
      FirstName: 'Ada',
    });
    expect(await scenario.world.promises()).toMatchObject({ overwritten: 0 });
  });

  it("goes no further than its user's permissions (R-OVERWRITE-6)", async () => {
    const { scenario, contactId } = await withAda();
    const locked = { object: 'Contact', field: 'Title', user: 'sim-integration', level: 'read' };
    await scenario.person.administer('schema', { action: 'access', ...locked });
    await scenario.pass();
    const others = ['bo@analytical.example', 'cy@analytical.example'];
    for (const email of [ada, ...others]) {
      await scenario.api.syncPerson({
        email,
        firstName: 'First',
        lastName: 'L',
        title: 'Countess',
      });
    }
    await scenario.pass();
    expect(scenario.person.see('Contact', contactId)).toMatchObject({
      FirstName: 'First',
      Title: null,
    });
    const { findings } = await scenario.api.connection('findings { code crmObject crmField }');
    const title = { code: 'NOT_WRITABLE', crmObject: 'Contact', crmField: 'Title' };
    expect(findings.filter((one: { crmField: string }) => one.crmField === 'Title')).toEqual([
      title,
    ]);
    expect(await scenario.api.outcomes({ status: ['FAILED'] })).toEqual([]);
  });
});

describe('one record of everything', () => {
  it('is all that the platform ever holds (R-DUP-6)', async () => {
    const scenario = await open();
    await scenario.api.syncPerson({ email: ada, lastName: 'Lovelace' });
    await scenario.api.syncPerson({ email: ada.toUpperCase(), title: 'Countess' });
    await scenario.api.syncCompany({ domain: 'analytical.example' });
    await scenario.api.syncCompany({ domain: 'https://www.Analytical.example/engines' });
    const { people, companies } = await scenario.api.ask(`{
      people(first: 9, filter: { email: "ada@" }) { edges { node { lastName title } } }
      companies(first: 9, filter: { domain: "analytical" }) { edges { node { domain } } }
    }`);
    expect(people.edges).toEqual([{ node: { lastName: 'Lovelace', title: 'Countess' } }]);
    expect(companies.edges).toEqual([{ node: { domain: 'analytical.example' } }]);
  });

  it('is all that is ever created, also when an answer is lost (R-DUP-1)', async () => {
    const scenario = await open();
    const match = { path: 'composite', body: '"records":' };
    scenario.world.simulator.faults.add({ kind: 'reset', when: 'after', match, times: 1 });
    await scenario.api.syncPerson({ email: ada, lastName: 'Lovelace' });
    await scenario.pass();
    await scenario.api.syncPerson({ email: ada, lastName: 'Lovelace' });
    await scenario.pass();
    expect(await contactsOf(scenario, ada)).toHaveLength(1);
  });

  it('is updated rather than created where there is one (R-DUP-2)', async () => {
    const { scenario, contactId } = await withAda();
    await scenario.api.syncPerson({ email: ada, title: 'Countess' });
    await scenario.pass();
    expect(await contactsOf(scenario, ada)).toMatchObject([{ Id: contactId, Title: 'Countess' }]);
  });

  it('is chosen again where people add duplicates, never two (R-DUP-3, R-DUP-5)', async () => {
    const { scenario, contactId } = await withAda();
    await scenario.api.syncPerson({ email: ada, firstName: 'Ada' });
    await scenario.pass();
    const twin = await scenario.person.create('Contact', { LastName: 'L', Email: ada });
    await scenario.pass();
    await scenario.api.syncPerson({ email: ada, title: 'Countess' });
    await scenario.pass();
    expect(scenario.person.see('Contact', twin)).toMatchObject({ Title: 'Countess' });
    expect(scenario.person.see('Contact', contactId)).toMatchObject({ Title: null });
    expect(await contactsOf(scenario, ada)).toHaveLength(2);
  });
});
