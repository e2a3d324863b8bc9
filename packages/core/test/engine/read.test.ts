import { createSyncError } from '@concord/core/contract';
import type { Access, Bell } from '@concord/core/ports';
import { createMemoryCrm } from '@concord/testkit/memory-crm';
import { describe, expect, it } from 'vitest';
import { connectionId, createWorld } from './world.ts';

const find = async (world: Awaited<ReturnType<typeof createWorld>>, email: string) =>
  world.store.findRecord('person', email);

describe('runRead', () => {
  it('brings people and companies to the platform', async () => {
    const world = await createWorld();
    const company = world.insert('Company', {
      Name: 'Acme',
      Website: 'https://www.acme.com/about',
    });
    world.insert('Person', { Email: 'A@Acme.com', LastName: 'Lee', CompanyId: company });
    await world.read();
    const acme = await world.store.findRecord('company', 'acme.com');
    expect(acme?.fields['name']).toBe('Acme');
    expect(await find(world, 'a@acme.com')).toMatchObject({ companyId: acme?.id });
  });

  it('reads every record once over many pages', async () => {
    const world = await createWorld();
    for (let n = 0; n < 175; n += 1) {
      world.insert('Person', { Email: `p${n}@acme.com`, LastName: 'Lee' });
    }
    await world.read();
    const counted = await world.store.countObjects([connectionId]);
    const [counts] = counted.get(connectionId) ?? [];
    expect(counts).toMatchObject({ crmObject: 'Person', mirrored: 175 });
  });

  it('lists a person without an email as skipped (R-PERSON-6)', async () => {
    const world = await createWorld();
    const id = world.insert('Person', { LastName: 'Lee' });
    await world.read();
    const query = { first: 10, after: null, filter: {} };
    const { items } = await world.store.listOutcomes(query);
    expect(items[0]?.item).toMatchObject({ crmId: id, status: 'skipped', reason: 'no-email' });
    world.edit(id, { Email: 'a@acme.com' });
    await world.read();
    expect((await world.store.listOutcomes(query)).items).toEqual([]);
  });

  it('brings a corrected address to the platform (R-PERSON-7)', async () => {
    const world = await createWorld();
    const id = world.insert('Person', { Email: 'typo@acme.com', LastName: 'Lee' });
    await world.read();
    const before = await find(world, 'typo@acme.com');
    world.edit(id, { Email: 'right@acme.com' });
    await world.read();
    expect((await find(world, 'right@acme.com'))?.id).toBe(before?.id);
  });

  it('takes its own write read back for an echo', async () => {
    const world = await createWorld();
    const id = await world.person('a@acme.com', { lastName: 'Lee', title: 'CEO' });
    await world.write();
    const [before] = await world.store.getRecords([id]);
    await world.read();
    const [after] = await world.store.getRecords([id]);
    expect(after?.version).toBe(before?.version);
  });

  it('lets only the latest of several duplicates speak', async () => {
    const world = await createWorld();
    const one = world.insert('Person', { Email: 'a@acme.com', LastName: 'One' });
    world.insert('Person', { Email: 'a@acme.com', LastName: 'Two' });
    await world.read();
    expect((await find(world, 'a@acme.com'))?.fields['lastName']).toBe('Two');
    world.edit(one, { Title: 'CTO' });
    await world.read();
    expect((await find(world, 'a@acme.com'))?.fields['lastName']).toBe('One');
  });

  it('plans a page anew where the page before it changed the same people', async () => {
    const world = await createWorld();
    for (let n = 0; n < 130; n += 1) {
      world.insert('Person', { Email: `p${n % 65}@acme.com`, LastName: `Name ${n}` });
    }
    await world.read();
    for (let n = 0; n < 65; n += 1) {
      const person = await find(world, `p${n}@acme.com`);
      expect(person?.fields['lastName']).toBe(`Name ${n + 65}`);
      const links = await world.store.linksOf([person?.id ?? '']);
      expect(links.map(({ crmId }) => world.crm.state.get(crmId)?.fields['LastName'])).toEqual([
        `Name ${n + 65}`,
      ]);
    }
    const { items } = await world.store.listRecords({ object: 'person', first: 200, after: null });
    expect(items).toHaveLength(65);
  });

  it('is due every fifteen minutes and never beside another (R-TIME-1)', async () => {
    const rung: string[] = [];
    const ring = async ({ work }: Bell) => void rung.push(work);
    const queue = { ring, listen: async () => {}, stop: async () => {} };
    const world = await createWorld({ parts: { queue } });
    rung.length = 0;
    await world.engine.ringDue();
    await world.read();
    rung.length = 0;
    await world.clock.advance(14 * 60_000);
    await world.engine.ringDue();
    expect(rung).toEqual([]);
    await world.clock.advance(60_000);
    await world.engine.ringDue();
    expect(rung).toEqual(['read']);
    const [first, second] = await Promise.all([
      world.engine.runRead(connectionId, new AbortController().signal),
      world.engine.runRead(connectionId, new AbortController().signal),
    ]);
    expect([first, second].filter((run) => run === null)).toHaveLength(1);
  });

  it('goes on from its checkpoint after a page is lost (R-ERR-2)', async () => {
    const world = await createWorld();
    for (let n = 0; n < 120; n += 1) {
      world.insert('Person', { Email: `p${n}@acme.com`, LastName: 'Lee' });
    }
    let reads = 0;
    world.crm.fate = ({ operation, object }) =>
      operation === 'read' && object === 'Person' && (reads += 1) === 2 ? 'lost-after' : 'done';
    await world.read();
    world.crm.fate = () => 'done';
    await world.clock.advance(60_000);
    await world.read();
    expect(await find(world, 'p0@acme.com')).not.toBeNull();
    expect(await find(world, 'p119@acme.com')).not.toBeNull();
  });

  it('waits while the daily allocation runs low, and resumes (R-TIME-6)', async () => {
    const world = await createWorld();
    world.insert('Person', { Email: 'a@acme.com', LastName: 'Lee' });
    world.crm.quota = { used: 95, limit: 100 };
    await world.read();
    expect(await find(world, 'a@acme.com')).toBeNull();
    const { hold } = await world.engine.activityOf(connectionId);
    expect(hold?.reason).toBe('the daily allocation of the account runs low');
    expect((await world.store.getConnection(connectionId))?.quota).toEqual({
      used: 95,
      limit: 100,
    });
    world.crm.quota = { used: 10, limit: 100 };
    await world.clock.advance(16 * 60_000);
    await world.read();
    expect(await find(world, 'a@acme.com')).not.toBeNull();
  });

  it('stops for a person when credentials are refused, losing nothing', async () => {
    const crm = createMemoryCrm();
    let revoked = false;
    const open: Access['open'] = async (...request) => {
      if (!revoked) return crm.access.open(...request);
      throw createSyncError('refused', { code: 'unauthorized', retry: 'never', effect: 'none' });
    };
    const world = await createWorld({ crm, parts: { access: { open } } });
    world.insert('Person', { Email: 'a@acme.com', LastName: 'Lee' });
    revoked = true;
    await world.read();
    expect((await world.store.getConnection(connectionId))?.state).toBe('needs-reconnect');
    revoked = false;
    await world.engine.connect({ id: connectionId, crm: 'memory', name: 'Test' });
    await world.read();
    expect(await find(world, 'a@acme.com')).not.toBeNull();
  });
});
