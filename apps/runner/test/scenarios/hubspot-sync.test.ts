import { describe, expect, it } from 'vitest';
import { ada } from './content.ts';
import { aCompany, openHubSpotScenario, withAdaInHubSpot } from './hubspot-scenario.ts';

const bo = 'bo@analytical.example';

describe('when it syncs', () => {
  it('creates and updates for Plays and for Sequences', async () => {
    const { scenario, contactId } = await withAdaInHubSpot();
    await scenario.api.syncPerson({ email: bo, lastName: 'Byron' }, { play: 'Engines' });
    const enrolled = { sequence: 'Engines first', sequenceStatus: 'IN_PROGRESS_STARTED' };
    await scenario.api.syncPerson({ email: ada }, enrolled);
    await scenario.pass(2);
    expect(scenario.person.find('contacts', { email: bo })).toMatchObject([
      { unify_initial_play: 'Engines' },
    ]);
    expect(scenario.person.see('contacts', contactId)).toMatchObject({
      unify_initial_sequence: 'Engines first',
      unify_most_recent_sequence_status: 'In Progress – Started',
    });
  });

  it('reads about every quarter of an hour (R-TIME-1)', async () => {
    const scenario = await openHubSpotScenario();
    scenario.person.create('contacts', { lastname: 'Lovelace', email: ada });
    await scenario.pass(5);
    expect(await scenario.api.person(ada)).toBeNull();
    await scenario.pass(12);
    expect(await scenario.api.person(ada)).toMatchObject({ lastName: 'Lovelace' });
    const before = (await scenario.api.runs('READ')).length;
    await scenario.pass(60);
    expect((await scenario.api.runs('READ')).length - before).toBe(4);
  });

  it('asks once a day what belongs together (R-TIME-2)', async () => {
    const rules = { modifiedBumps: false, associationBumps: 0 };
    const { scenario, contactId } = await withAdaInHubSpot({ simulator: { rules } });
    const other = scenario.person.create('companies', { name: 'Other', domain: 'other.example' });
    await scenario.pass();
    const { portal } = scenario.world.simulator;
    const [from, to] = [
      { object: 'contacts', id: contactId },
      { object: 'companies', id: other },
    ];
    portal.associate({ from, to, typeIds: [1] });
    const company = async () => (await scenario.api.person(ada)).company.domain;
    await scenario.pass(20);
    expect(await company()).toBe('analytical.example');
    scenario.world.simulator.clock.advance(25 * 3_600_000);
    await scenario.pass(2);
    expect(await company()).toBe('other.example');
  });

  it('plans all records anew after a mapping change, beside the schedule (R-TIME-3)', async () => {
    const { scenario, contactId } = await withAdaInHubSpot();
    scenario.person.edit('contacts', contactId, { salutation: 'Countess' });
    await scenario.pass();
    const reads = await scenario.api.runs('READ');
    const place = await scenario.api.checkpoint('contacts');
    const mappings = await scenario.api.mappings('PERSON');
    const others = mappings.filter(({ platformField }) => platformField !== 'status');
    const added = { platformField: 'status', crmObject: 'contacts', crmField: 'salutation' };
    await scenario.api.saveMappings('PERSON', [...others, { ...added, direction: 'READ' }]);
    await scenario.pass(1);
    expect(await scenario.api.person(ada)).toMatchObject({ status: 'Countess' });
    expect(await scenario.api.runs('READ')).toEqual(reads);
    expect(await scenario.api.checkpoint('contacts')).toMatchObject({ at: place.at });
  });
});

describe('what it writes over', () => {
  it('fills every written field, and defaults, of a record it creates (R-OVERWRITE-1)', async () => {
    const scenario = await openHubSpotScenario();
    const mappings = await scenario.api.mappings('PERSON');
    const changed = mappings.map((one) =>
      one.crmField === 'mobilephone' ? { ...one, defaultValue: '+44 20 0' } : one,
    );
    await scenario.api.saveMappings('PERSON', changed);
    const ours = { email: ada, firstName: 'Ada', lastName: 'Lovelace', title: 'Countess' };
    await scenario.api.syncPerson(ours, { play: 'Engines' });
    await scenario.pass();
    expect(scenario.person.find('contacts', { email: ada })).toMatchObject([
      {
        firstname: 'Ada',
        lastname: 'Lovelace',
        jobtitle: 'Countess',
        mobilephone: '+44 20 0',
        unify_initial_play: 'Engines',
        unify_most_recent_play: 'Engines',
      },
    ]);
  });

  it('fills what is empty, and leaves what has a value (R-OVERWRITE-2)', async () => {
    const { scenario, contactId } = await withAdaInHubSpot();
    await scenario.api.syncPerson({ email: ada, lastName: 'Byron', title: 'Countess' });
    await scenario.pass();
    expect(scenario.person.see('contacts', contactId)).toMatchObject({
      lastname: 'Lovelace',
      jobtitle: 'Countess',
    });
  });

  it('keeps product fields up to date (R-OVERWRITE-3)', async () => {
    const { scenario, contactId } = await withAdaInHubSpot();
    for (const play of ['First', 'Second']) {
      await scenario.api.syncPerson({ email: ada }, { play });
      await scenario.pass();
    }
    expect(scenario.person.see('contacts', contactId)).toMatchObject({
      unify_initial_play: 'First',
      unify_most_recent_play: 'Second',
    });
  });

  it('does so whoever created the record (R-OVERWRITE-4)', async () => {
    const scenario = await openHubSpotScenario();
    await scenario.api.syncPerson({ email: ada, lastName: 'Lovelace', title: 'Countess' });
    await scenario.pass();
    const [created] = scenario.person.find('contacts', { email: ada });
    const id = String(created?.['id']);
    scenario.person.edit('contacts', id, { jobtitle: 'Mathematician' });
    await scenario.pass();
    await scenario.api.syncPerson({ email: ada, title: 'Countess of all', firstName: 'Ada' });
    await scenario.pass();
    expect(scenario.person.see('contacts', id)).toMatchObject({
      jobtitle: 'Mathematician',
      firstname: 'Ada',
    });
  });
});

describe('contacts', () => {
  it('are updated where one has the address, in any letters (R-DUP-2, R-PERSON-1)', async () => {
    const { scenario, contactId } = await withAdaInHubSpot();
    await scenario.api.syncPerson({ email: ada.toUpperCase(), title: 'Countess' });
    await scenario.pass();
    expect(scenario.person.find('contacts', { email: ada })).toMatchObject([
      { id: contactId, jobtitle: 'Countess' },
    ]);
  });

  it('are found by their further addresses (R-PERSON-1)', async () => {
    const { scenario, contactId } = await withAdaInHubSpot();
    const further = 'ada@engines.example';
    scenario.person.edit('contacts', contactId, { hs_additional_emails: further });
    await scenario.pass();
    await scenario.api.syncPerson({ email: further, lastName: 'L', title: 'Countess' });
    await scenario.pass();
    expect(scenario.person.see('contacts', contactId)).toMatchObject({ jobtitle: 'Countess' });
    expect(scenario.person.find('contacts', { email: further })).toEqual([]);
  });

  it('are created where there is none, once, also when an answer is lost (R-DUP-1)', async () => {
    const scenario = await openHubSpotScenario();
    const match = { path: '/contacts/batch/create' };
    scenario.world.simulator.faults.add({ kind: 'reset', when: 'after', match, times: 1 });
    for (const lastName of ['Lovelace', 'Lovelace']) {
      await scenario.api.syncPerson({ email: ada, lastName });
      await scenario.pass();
    }
    expect(scenario.person.find('contacts', { email: ada })).toHaveLength(1);
  });
});

describe('companies', () => {
  it('are written whenever a contact is (R-COMPANY-3)', async () => {
    const scenario = await openHubSpotScenario();
    const company = { domain: 'analytical.example', name: 'Analytical' };
    await scenario.api.syncPerson({ email: ada, lastName: 'Lovelace', company });
    await scenario.pass();
    const [created] = scenario.person.find('companies', { domain: 'analytical.example' });
    expect(created).toMatchObject({ name: 'Analytical' });
    expect(scenario.person.find('contacts', { email: ada })).toMatchObject([
      { associatedcompanyid: created?.['id'] },
    ]);
  });

  it('are written by a Play on companies (R-COMPANY-3)', async () => {
    const scenario = await openHubSpotScenario();
    const id = aCompany(scenario);
    await scenario.pass();
    await scenario.api.syncCompany({ domain: 'analytical.example', phone: '+44 20 0' }, 'Engines');
    await scenario.pass();
    expect(scenario.person.see('companies', id)).toMatchObject({
      phone: '+44 20 0',
      unify_most_recent_play: 'Engines',
    });
  });

  it('of a domain that redirects are those of where it leads (R-COMPANY-2)', async () => {
    const moved = new Map([['engines.example', 'analytical.example']]);
    const resolve = async (domains: readonly string[]) =>
      new Map(domains.map((one) => [one, moved.get(one) ?? one]));
    const settings = { followRedirects: true };
    const scenario = await openHubSpotScenario({ settings, resolver: { resolve } });
    const id = aCompany(scenario);
    await scenario.pass();
    await scenario.api.syncCompany({ domain: 'engines.example', phone: '+44 20 0' });
    await scenario.pass();
    expect(scenario.person.see('companies', id)).toMatchObject({ phone: '+44 20 0' });
    expect(scenario.person.find('companies', { domain: 'engines.example' })).toEqual([]);
  });

  it('are updated one at a time, the one modified last (R-DUP-3, R-DUP-5)', async () => {
    const scenario = await openHubSpotScenario();
    const [first, second] = [aCompany(scenario), aCompany(scenario, { name: 'Analytical too' })];
    scenario.person.edit('companies', first, { description: 'Touched last' });
    await scenario.pass();
    await scenario.api.syncCompany({ domain: 'analytical.example', phone: '+44 20 0' });
    await scenario.pass();
    expect(scenario.ourChanges({ object: 'companies', id: first })).not.toEqual([]);
    expect(scenario.ourChanges({ object: 'companies', id: second })).toEqual([]);
  });

  it('are created where none matches (R-COMPANY-4)', async () => {
    const scenario = await openHubSpotScenario();
    await scenario.api.syncCompany({ domain: 'analytical.example', name: 'Analytical' });
    await scenario.pass();
    expect(scenario.person.find('companies', { domain: 'analytical.example' })).toHaveLength(1);
  });
});
