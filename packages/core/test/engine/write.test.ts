import { createSyncError } from '@concord/core/contract';
import type { EngineEvent } from '@concord/core/engine';
import { createMemoryCrm } from '@concord/testkit/memory-crm';
import { describe, expect, it } from 'vitest';
import { connectionId, createWorld } from './world.ts';

describe('runWrite', () => {
  it('creates with every mapped field filled (R-OVERWRITE-1, R-COMPANY-4)', async () => {
    const world = await createWorld();
    const id = await world.company('acme.com', { name: 'Acme', city: 'Berlin' });
    await world.write();
    const [row] = world.crm.state.all('Company');
    expect(row?.fields).toMatchObject({
      Name: 'Acme',
      Website: 'acme.com',
      City: 'Berlin',
      Key__c: id,
    });
    expect(row?.fields['Created__c']).toBe(world.clock.now());
  });

  it('makes new people contacts, and refuses leads that it cannot make (R-PERSON-3)', async () => {
    const world = await createWorld();
    await world.person('a@acme.com', { lastName: 'Lee' });
    await world.write();
    expect(world.crm.state.all('Person')).toHaveLength(1);
    const answer = await world.engine.connect({
      id: 'other',
      crm: 'memory',
      name: 'Other',
      settings: { createAs: 'leads' },
    });
    expect(answer).toMatchObject({ ok: false, problems: [{ field: 'settings.createAs' }] });
    const settings = { accountTieBreak: 'biggest' };
    const other = await world.engine.connect({ id: 'o', crm: 'memory', name: 'O', settings });
    expect(other).toMatchObject({ ok: false, problems: [{ field: 'settings.accountTieBreak' }] });
  });

  it('fills an empty field and leaves a filled one (R-OVERWRITE-2, R-OVERWRITE-4)', async () => {
    const world = await createWorld();
    const crmId = world.insert('Person', { Email: 'a@acme.com', LastName: 'Lee', Title: 'CTO' });
    await world.person('a@acme.com', { title: 'CEO', firstName: 'Ada' });
    await world.write();
    expect(world.crm.state.get(crmId)?.fields).toMatchObject({ Title: 'CTO', FirstName: 'Ada' });
    expect(world.crm.state.all('Person')).toHaveLength(1);
  });

  it('keeps a product field up to date (R-OVERWRITE-3)', async () => {
    const world = await createWorld();
    const crmId = world.insert('Person', { Email: 'a@acme.com', LastName: 'Lee', Play__c: 'Old' });
    await world.engine.syncPerson({ email: 'a@acme.com' }, { play: 'New' });
    await world.write();
    expect(world.crm.state.get(crmId)?.fields['Play__c']).toBe('New');
  });

  it('keeps what a person types between read and write (R-OVERWRITE-7)', async () => {
    const world = await createWorld();
    const crmId = world.insert('Person', { Email: 'a@acme.com', LastName: 'Lee' });
    await world.person('a@acme.com', { title: 'CEO' });
    let typed = false;
    world.crm.interleave = ({ operation }) => {
      if (operation !== 'guarded' || typed) return;
      typed = true;
      world.edit(crmId, { Title: 'Chief' });
    };
    await world.write();
    expect(typed).toBe(true);
    expect(world.crm.state.get(crmId)?.fields['Title']).toBe('Chief');
    expect(world.ourChanges().filter((change) => change.field === 'Title')).toEqual([]);
  });

  it('never fills a field that it may not read (R-OVERWRITE-5)', async () => {
    const world = await createWorld();
    world.crm.hidden.add('Person.Title');
    const crmId = world.insert('Person', { Email: 'a@acme.com', LastName: 'Lee', Title: 'CTO' });
    await world.read();
    await world.person('a@acme.com', { title: 'CEO' });
    await world.write();
    expect(world.crm.state.get(crmId)?.fields['Title']).toBe('CTO');
  });

  it('updates a match and creates nothing (R-DUP-2, R-PERSON-4)', async () => {
    const world = await createWorld();
    world.insert('Person', { Email: 'A@Acme.com', LastName: 'Lee' });
    await world.read();
    await world.person('a@acme.com', { title: 'CEO' });
    await world.write();
    expect(world.crm.state.all('Person')).toHaveLength(1);
  });

  it('finds a match that the mirror has not seen (R-DUP-2)', async () => {
    const crm = createMemoryCrm();
    // Somebody else creates the same person right after our catch-up.
    let armed = false;
    const report = ({ event, object }: EngineEvent) => {
      if (!armed || event !== 'page-apply' || object !== 'Person') return;
      armed = false;
      crm.state.insert('person', 'Person', { Email: 'a@acme.com', LastName: 'Lee' });
    };
    const world = await createWorld({ crm, parts: { report } });
    armed = true;
    await world.person('a@acme.com', { lastName: 'Lee' });
    await world.write();
    expect(world.ourChanges().filter(({ kind }) => kind === 'created')).toEqual([]);
    expect(world.crm.state.all('Person')).toHaveLength(1);
  });

  it('asks the CRM about every record while reading is off (R-DUP-2, R-DUP-3)', async () => {
    const world = await createWorld();
    await world.person('a@acme.com', { title: 'CEO' });
    await world.write();
    await world.engine.setSwitches(connectionId, { reading: false });
    const twin = world.insert('Person', { Email: 'a@acme.com', LastName: 'Twin' });
    await world.person('a@acme.com', { firstName: 'Ada' });
    await world.write();
    expect(world.crm.state.get(twin)?.fields['FirstName']).toBe('Ada');
    expect(await world.store.findRecord('person', 'a@acme.com')).toMatchObject({
      fields: { title: 'CEO' },
    });
  });

  it('waits for the first read to end (R-TIME-5)', async () => {
    const world = await createWorld();
    await world.store.changeConnection(connectionId, { lastReadAt: null });
    await world.person('a@acme.com', { lastName: 'Lee' });
    await world.write();
    expect(world.crm.state.history).toEqual([]);
    await world.read();
    await world.write();
    expect(world.crm.state.all('Person')).toHaveLength(1);
  });

  it('updates only the latest of several matches (R-DUP-3)', async () => {
    const world = await createWorld();
    const first = world.insert('Person', { Email: 'a@acme.com', LastName: 'One' });
    const second = world.insert('Person', { Email: 'a@acme.com', LastName: 'Two' });
    world.edit(first, { Phone: '1' });
    await world.person('a@acme.com', { title: 'CEO' });
    await world.write();
    expect(new Set(world.ourChanges().map((change) => change.id))).toEqual(new Set([first]));
    const { items } = await world.store.listOutcomes({ first: 10, after: null, filter: {} });
    expect(items.map(({ item }) => item.losers)).toEqual([[second]]);
  });

  it('stays with its record until another is edited (R-DUP-5)', async () => {
    const world = await createWorld();
    const first = world.insert('Person', { Email: 'a@acme.com', LastName: 'One' });
    const second = world.insert('Person', { Email: 'a@acme.com', LastName: 'Two' });
    for (const play of ['p1', 'p2', 'p3']) {
      await world.engine.syncPerson({ email: 'a@acme.com' }, { play });
      await world.write();
    }
    expect(new Set(world.ourChanges().map((change) => change.id))).toEqual(new Set([second]));
    world.edit(first, { Phone: '1' });
    await world.engine.syncPerson({ email: 'a@acme.com' }, { play: 'p4' });
    await world.write();
    expect(world.ourChanges().at(-1)?.id).toBe(first);
  });

  it('counts a linked record whose key changed as a match (R-DUP-5)', async () => {
    const world = await createWorld();
    await world.person('a@acme.com', { lastName: 'Lee' });
    await world.write();
    const [row] = world.crm.state.all('Person');
    world.edit(row!.id, { Email: 'other@acme.com' });
    await world.engine.syncPerson({ email: 'a@acme.com' }, { play: 'p' });
    await world.write();
    expect(world.crm.state.all('Person')).toHaveLength(1);
  });

  it('follows a merge to the survivor (R-DUP-5)', async () => {
    const world = await createWorld();
    await world.person('a@acme.com', { lastName: 'Lee' });
    await world.write();
    const [ours] = world.crm.state.all('Person');
    const survivor = world.insert('Person', { Email: 'new@acme.com', LastName: 'Lee' });
    world.crm.state.merge('person', ours!.id, survivor);
    await world.engine.syncPerson({ email: 'a@acme.com' }, { play: 'p' });
    await world.write();
    expect(world.crm.state.get(survivor)?.fields['Play__c']).toBe('p');
    expect(world.crm.state.all('Person')).toHaveLength(2);
  });

  it('matches again when the linked record is gone (R-DUP-5)', async () => {
    const world = await createWorld();
    await world.person('a@acme.com', { lastName: 'Lee' });
    await world.write();
    const [ours] = world.crm.state.all('Person');
    world.crm.state.remove('person', ours!.id);
    const other = world.insert('Person', { Email: 'a@acme.com', LastName: 'Lee' });
    await world.engine.syncPerson({ email: 'a@acme.com' }, { play: 'p' });
    await world.write();
    expect(world.crm.state.get(other)?.fields['Play__c']).toBe('p');
    expect(world.crm.state.all('Person')).toHaveLength(2);
  });

  it('takes a domain that redirects for the one it leads to (R-COMPANY-1, R-COMPANY-2)', async () => {
    const leads = new Map([['old-acme.com', 'acme.com']]);
    const resolve = async (domains: readonly string[]) =>
      new Map(domains.map((domain) => [domain, leads.get(domain) ?? domain]));
    const world = await createWorld({ parts: { resolver: { resolve } } });
    const crmId = world.insert('Company', { Name: 'Acme', Website: 'https://www.old-acme.com' });
    await world.read();
    await world.company('shop.acme.com', { city: 'Berlin' });
    const id = await world.company('OLD-ACME.com', { phone: '1' });
    await world.write();
    expect(world.crm.state.all('Company')).toHaveLength(1);
    expect(world.crm.state.get(crmId)?.fields).toMatchObject({ City: 'Berlin', Phone: '1' });
    expect((await world.store.findRecord('company', 'acme.com'))?.id).toBe(id);
  });

  it('writes the company of a person first (R-COMPANY-3, R-PERSON-4)', async () => {
    const world = await createWorld();
    await world.person(
      'a@acme.com',
      { lastName: 'Lee' },
      { domain: 'acme.com', fields: { name: 'Acme' } },
    );
    await world.write();
    const [company] = world.crm.state.all('Company');
    const [person] = world.crm.state.all('Person');
    expect(person?.fields['CompanyId']).toBe(company?.id);
  });

  it('keeps a new person waiting while its company is refused (R-PERSON-4)', async () => {
    const world = await createWorld();
    const id = await world.person('a@acme.com', { lastName: 'Lee' }, { domain: 'acme.com' });
    world.crm.fate = ({ operation, object }) =>
      operation === 'create' && object === 'Company' ? 'refused' : 'done';
    await world.write();
    expect(world.crm.state.all('Person')).toEqual([]);
    const { items } = await world.store.listOutcomes({
      first: 10,
      after: null,
      filter: { recordId: id },
    });
    expect(items[0]?.item).toMatchObject({ status: 'waiting', reason: 'company' });
    world.crm.fate = () => 'done';
    await world.clock.advance(60_000);
    await world.write();
    const [person] = world.crm.state.all('Person');
    expect(person?.fields['CompanyId']).toBe(world.crm.state.all('Company')[0]?.id);
  });

  it('writes nothing when nothing is to be written', async () => {
    const world = await createWorld();
    await world.person('a@acme.com', { lastName: 'Lee' });
    await world.write();
    await world.read();
    const before = world.crm.state.history.length;
    await world.person('a@acme.com', { lastName: 'Lee' });
    await world.write();
    expect(world.crm.state.history).toHaveLength(before);
  });

  it('holds while a read is in progress (R-TIME-5)', async () => {
    const world = await createWorld();
    await world.person('a@acme.com', { lastName: 'Lee' });
    const lease = await world.store.acquireLease({
      resource: `connection:${connectionId}`,
      mode: 'read',
      holder: 'another',
      now: world.clock.now(),
      ttlMs: 30_000,
    });
    await world.write();
    expect(world.crm.state.history).toEqual([]);
    expect((await world.engine.activityOf(connectionId)).state).toBe('reading');
    // The reader dies without a word: its lease runs out, and writing resumes by itself.
    expect(lease).not.toBeNull();
    await world.clock.advance(31_000);
    await world.write();
    expect(world.crm.state.all('Person')).toHaveLength(1);
  });

  it('lists a refusal and goes on with the rest (R-ERR-1, R-ERR-3)', async () => {
    const world = await createWorld();
    await world.person('bad@acme.com', { lastName: 'Lee' });
    await world.person('good@acme.com', { lastName: 'Lee' });
    const { create } = world.crm.connector.objects['Person']!.write!;
    const call = create.call;
    Object.assign(create, {
      call: async (...[context, drafts]: Parameters<typeof call>) => {
        const results = await call(
          context,
          drafts.filter(({ fields }) => fields['Email'] !== 'bad@acme.com'),
        );
        const error = createSyncError('create Person: refused', {
          code: 'invalid',
          retry: 'never',
          effect: 'none',
          field: 'LastName',
          remote: { status: 400, code: 'RULE', message: 'no Lees' },
        });
        return drafts.map(({ fields }) =>
          fields['Email'] === 'bad@acme.com' ? ({ ok: false, error } as const) : results.shift()!,
        );
      },
    });
    await world.write();
    expect(world.crm.state.all('Person').map((row) => row.fields['Email'])).toEqual([
      'good@acme.com',
    ]);
    const { items } = await world.store.listOutcomes({
      first: 10,
      after: null,
      filter: { statuses: ['failed'] },
    });
    expect(items[0]?.item.failure).toMatchObject({ message: 'no Lees', field: 'LastName' });
  });
});
