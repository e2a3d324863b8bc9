import { createSyncError, toRemoteId } from '@concord/core/contract';
import type { Fields } from '@concord/core/contract';
import { createMemoryCrm } from '@concord/testkit/memory-crm';
import type { CrmObjectName } from '@concord/testkit/memory-crm';
import { describe, expect, it } from 'vitest';
import { connectionId, createWorld } from './world.ts';
import type { World } from './world.ts';

const createCrm = () => createMemoryCrm(['Company', 'Person', 'Opportunity'], { keepsApart: true });

const aDay = 25 * 60 * 60_000;

/** A CRM with two companies, a person of the first, and a deal of both. */
async function openFilled() {
  const crm = createCrm();
  const insert = (object: CrmObjectName, fields: Fields) =>
    crm.state.insert('person', object, fields);
  const acme = insert('Company', { Name: 'Acme', Website: 'acme.com' });
  const zeta = insert('Company', { Name: 'Zeta', Website: 'zeta.com' });
  const ada = insert('Person', { Email: 'ada@acme.com', LastName: 'Lee', CompanyId: acme });
  const deal = insert('Opportunity', { Name: 'Renewal', IsClosed: false });
  crm.state.associate(deal, 'Company', [acme]);
  crm.state.associate(deal, 'Person', [ada]);
  return { world: await createWorld({ crm }), acme, zeta, ada, deal };
}

const records = async ({ store }: World) => {
  const find = async (object: 'company' | 'person', key: string) => {
    const found = await store.findRecord(object, key);
    if (found === null) throw new Error(`no ${object} ${key}`);
    return found;
  };
  const [acme, zeta] = [await find('company', 'acme.com'), await find('company', 'zeta.com')];
  return { acme, zeta, ada: await find('person', 'ada@acme.com') };
};

/** Keys of those that have an open opportunity. */
const withOpen = async (world: World): Promise<string[]> => {
  const { acme, zeta, ada } = await records(world);
  const all = [acme, zeta, ada];
  const found = await world.store.haveOpenOpportunity(all.map(({ id }) => id));
  return all.filter(({ id }) => found.has(id)).map(({ key }) => key);
};

/** Lets a day go by; answers the kinds of work that were done in the background. */
const dayGoesBy = async (world: World): Promise<string[]> => {
  await world.clock.advance(aDay);
  await world.read();
  const kinds: string[] = [];
  for (let run = await world.background(); run !== null; run = await world.background()) {
    kinds.push(`${run.kind} ${run.state}`);
  }
  return kinds;
};

const asked = ({ crm }: World) =>
  crm.calls.filter(({ operation }) => operation === 'associations').length;

describe('associations of opportunities', () => {
  it('come with a first read that tells them (R-OPP-1)', async () => {
    const { world } = await openFilled();
    expect(await withOpen(world)).toEqual(['acme.com', 'ada@acme.com']);
    expect(asked(world)).toBe(0);
  });

  it('are asked for at once where a read does not tell them (R-OPP-3)', async () => {
    const { world, zeta } = await openFilled();
    const deal = world.insert('Opportunity', { Name: 'Another' });
    world.crm.state.associate(deal, 'Company', [zeta]);
    await world.read();
    expect(await withOpen(world)).toEqual(['acme.com', 'zeta.com', 'ada@acme.com']);
    expect(asked(world)).toBe(2);
  });

  it('that change unseen are known a day later (R-TIME-2)', async () => {
    const { world, zeta, deal } = await openFilled();
    world.crm.state.associate(deal, 'Company', [zeta]);
    world.crm.state.associate(deal, 'Person', []);
    await world.read();
    expect(await withOpen(world)).toEqual(['acme.com', 'ada@acme.com']);
    expect(await dayGoesBy(world)).toEqual(['reconcile done', 'associations done']);
    expect(await withOpen(world)).toEqual(['zeta.com']);
    expect(await dayGoesBy(world)).toHaveLength(2);
  });

  it('stay through a reprocess, which asks for none (R-TIME-3)', async () => {
    const { world } = await openFilled();
    await world.engine.reprocess(connectionId, 'opportunity');
    expect(await world.background()).toMatchObject({ kind: 'reprocess', state: 'done' });
    expect(await withOpen(world)).toEqual(['acme.com', 'ada@acme.com']);
    expect(asked(world)).toBe(0);
  });

  it('go with an opportunity that is removed (R-OPP-3)', async () => {
    const { world, deal } = await openFilled();
    world.crm.state.remove('person', deal);
    await dayGoesBy(world);
    expect(await withOpen(world)).toEqual([]);
    world.crm.state.restore(deal);
    await world.read();
    expect(await withOpen(world)).toEqual(['acme.com', 'ada@acme.com']);
  });
});

describe('the primary company of a person', () => {
  it('that changes unseen is known a day later (R-TIME-2)', async () => {
    const { world, zeta, ada } = await openFilled();
    world.crm.state.shift('person', ada, { CompanyId: zeta });
    await world.read();
    expect((await records(world)).ada.companyId).toBe((await records(world)).acme.id);
    await dayGoesBy(world);
    expect((await records(world)).ada.companyId).toBe((await records(world)).zeta.id);
  });

  it('stays on the platform when the CRM names none any more', async () => {
    const { world, ada } = await openFilled();
    world.crm.state.shift('person', ada, { CompanyId: null });
    await dayGoesBy(world);
    expect((await records(world)).ada.companyId).toBe((await records(world)).acme.id);
    const query = { connectionId, crmObject: 'Person', after: null, limit: 1 };
    const [row] = await world.store.listMirror(query);
    expect(row?.fields['CompanyId']).toBeNull();
  });

  it('is written about no more often than it changes', async () => {
    const { world } = await openFilled();
    const before = (await records(world)).ada.version;
    await dayGoesBy(world);
    expect((await records(world)).ada.version).toBe(before);
  });
});

describe('a run of associations', () => {
  it('gives way to a read between two pages (R-TIME-3)', async () => {
    const { world } = await openFilled();
    await world.clock.advance(aDay);
    await world.read();
    await world.background();
    const { calls, interleave } = world.crm;
    expect(calls.length).toBeGreaterThan(0);
    const began: Promise<unknown>[] = [];
    world.crm.interleave = (call) => {
      if (call.operation === 'associations') began.push(world.engine.startRead(connectionId));
    };
    const run = await world.background();
    await Promise.all(began);
    expect(run).toMatchObject({ kind: 'associations', state: 'queued' });
    world.crm.interleave = interleave;
    await world.read();
    expect(await world.background()).toMatchObject({ id: run?.id, state: 'done' });
    expect(await world.background()).toBeNull();
  });

  it('is due a day later when the CRM refuses it', async () => {
    const { world } = await openFilled();
    await world.clock.advance(aDay);
    await world.read();
    await world.background();
    const { associations } = world.crm.connector.objects['Opportunity']!;
    const refused = createSyncError('no', { code: 'forbidden', retry: 'never', effect: 'none' });
    Object.assign(associations!, { call: () => Promise.reject(refused) });
    expect(await world.background()).toMatchObject({ kind: 'associations', state: 'failed' });
    expect(await world.background()).toBeNull();
  });

  it('is never due where records tell what they belong to', async () => {
    const world = await createWorld();
    expect(await dayGoesBy(world)).toEqual(['reconcile done']);
  });
});

describe('records that the CRM lists as removed', () => {
  it('speak no more, and speak again once restored (R-DUP-5)', async () => {
    const { world, ada } = await openFilled();
    const twin = world.insert('Person', { Email: 'ada@acme.com', LastName: 'Twin' });
    await world.read();
    world.crm.state.remove('person', twin);
    await dayGoesBy(world);
    const linked = async () => {
      const found = await world.store.linksOf([(await records(world)).ada.id]);
      return found.find(({ crmObject }) => crmObject === 'Person')?.crmId;
    };
    expect((await records(world)).ada.fields['lastName']).toBe('Lee');
    expect(await linked()).toBe(ada);
    world.crm.state.restore(twin);
    await world.read();
    expect((await records(world)).ada.fields['lastName']).toBe('Twin');
    expect(await linked()).toBe(twin);
  });

  it('are followed to the survivor of a merge (R-DUP-5)', async () => {
    const { world, acme, zeta } = await openFilled();
    world.crm.state.merge('person', acme, zeta);
    await world.clock.advance(aDay);
    await world.read();
    expect(await world.background()).toMatchObject({ kind: 'reconcile', state: 'done' });
    expect(await withOpen(world)).toEqual(['zeta.com', 'ada@acme.com']);
    const { acme: loser } = await records(world);
    expect(await world.store.linksOf([loser.id])).toEqual([]);
  });

  it('are taken in only where the mirror holds them', async () => {
    const { world } = await openFilled();
    const never = world.insert('Person', { Email: 'gone@acme.com', LastName: 'Gone' });
    world.crm.state.remove('person', never);
    await dayGoesBy(world);
    const query = { connectionId, crmObject: 'Person', after: null, limit: 9 };
    expect((await world.store.listMirror(query)).map(({ id }) => id)).not.toContain(never);
    expect(await world.store.findRecord('person', 'gone@acme.com')).toBeNull();
  });

  it('are taken in once', async () => {
    const { world, ada } = await openFilled();
    world.crm.state.remove('person', ada);
    const reconciled = async () => {
      await world.clock.advance(aDay);
      await world.read();
      const run = await world.background();
      await world.background();
      return run;
    };
    expect(await reconciled()).toMatchObject({
      kind: 'reconcile',
      counts: { Person: { read: 1 } },
    });
    expect(await reconciled()).toMatchObject({ kind: 'reconcile', counts: {} });
    expect((await reconciled())?.counts).toEqual({});
  });

  it('are listed to the end, page by page', async () => {
    const world = await createWorld({ crm: createCrm() });
    const ids = Array.from({ length: 120 }, (_, n) =>
      world.insert('Company', { Name: `C${n}`, Website: `c${n}.com` }),
    );
    await world.read();
    for (const id of ids) world.crm.state.remove('person', id);
    await dayGoesBy(world);
    const query = { connectionId, crmObject: 'Company', after: toRemoteId(''), limit: 200 };
    const rows = await world.store.listMirror(query);
    expect(rows.filter(({ removed }) => removed)).toHaveLength(120);
  });
});

describe('records that the CRM has deleted for good', () => {
  const mirrored = async (world: World) => {
    const query = { connectionId, crmObject: 'Person', after: null, limit: 2000 };
    return world.store.listMirror(query);
  };
  const emptyBin = (world: World) =>
    Object.assign(world.crm.connector.objects['Person']!.read!, {
      removals: async () => ({ records: [], after: null }),
    });

  it('are removed, and those that are there stay (R-DUP-5)', async () => {
    const { world, ada } = await openFilled();
    const bob = world.insert('Person', { Email: 'bob@acme.com', LastName: 'Bo' });
    await world.read();
    world.crm.state.remove('person', ada);
    emptyBin(world);
    expect(await dayGoesBy(world)).toContain('reconcile done');
    const rows = await mirrored(world);
    expect(rows.map(({ id, removed }) => [id, removed])).toEqual([
      [ada, true],
      [bob, false],
    ]);
  });

  it('are asked for in portions, and once (R-TIME-3)', async () => {
    const { world } = await openFilled();
    const all = Array.from({ length: 1200 }, (_, n) =>
      world.insert('Person', { Email: `p${n}@acme.com`, LastName: `P${n}` }),
    );
    await world.read();
    for (const id of all) world.crm.state.remove('person', id);
    emptyBin(world);
    const calls = () =>
      world.crm.calls.filter(
        ({ operation, object }) => operation === 'removed' && object === 'Person',
      ).length;
    await dayGoesBy(world);
    expect(calls()).toBe(2);
    expect((await mirrored(world)).filter(({ removed }) => removed)).toHaveLength(1200);
  });

  it('are looked for where a run that was put off left off', async () => {
    const { world, ada } = await openFilled();
    world.crm.state.remove('person', ada);
    emptyBin(world);
    const { read } = world.crm.connector.objects['Company']!;
    const { removed } = read!;
    let isOvertaken = true;
    Object.assign(read!, {
      removed: async (...given: Parameters<NonNullable<typeof removed>>) => {
        if (isOvertaken) await world.engine.startRead(connectionId);
        isOvertaken = false;
        return removed!(...given);
      },
    });
    await world.clock.advance(aDay);
    await world.read();
    const run = await world.background();
    expect(run).toMatchObject({ state: 'queued', position: { crmObject: 'Person' } });
    await world.read();
    expect(await world.background()).toMatchObject({ kind: 'reconcile', state: 'done' });
    expect((await mirrored(world)).map((row) => row.removed)).toEqual([true]);
  });
});
