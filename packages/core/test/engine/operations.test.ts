import { createMemoryCrm, crmObjects } from '@concord/testkit/memory-crm';
import { describe, expect, it } from 'vitest';
import { connectionId, createWorld } from './world.ts';
import type { WorldOptions } from './world.ts';

const ada = 'ada@acme.com';

const open = (options: WorldOptions = {}) =>
  createWorld({ crm: createMemoryCrm(crmObjects), ...options });

/** A world whose bells are heard. */
const heard = async () => {
  const rung: string[] = [];
  const ring = async ({ work }: { readonly work: string }) => void rung.push(work);
  const world = await open({
    parts: { queue: { ring, listen: async () => {}, stop: async () => {} } },
  });
  const due = async () => {
    rung.length = 0;
    await world.engine.ringDue();
    return rung;
  };
  return { world, due };
};

describe('updateSettings', () => {
  it.each([
    ['createAs', { createAs: 'cats' }],
    ['emailWriteback', { emailWriteback: 'fax' }],
    ['readEveryMinutes', { readEveryMinutes: 0 }],
    ['readEveryMinutes', { readEveryMinutes: 1.5 }],
    ['quietPeriodMs', { quietPeriodMs: -1 }],
    ['brandPrefix', { brandPrefix: ' ' }],
    ['accountTieBreak', { accountTieBreak: 'biggest' }],
    ['colour', { colour: 'red' }],
  ])('names settings.%s and changes nothing', async (name, settings) => {
    const world = await open();
    const before = await world.store.getConnection(connectionId);
    const answer = await world.engine.updateSettings(connectionId, settings as object);
    expect(answer).toMatchObject({ ok: false, problems: [{ field: `settings.${name}` }] });
    expect(answer.ok ? '' : answer.problems[0]?.remedy).not.toBe('');
    expect(await world.store.getConnection(connectionId)).toEqual(before);
  });

  it('changes what is named and keeps the rest', async () => {
    const world = await open({ settings: { brandPrefix: 'Acme' } });
    await world.engine.updateSettings(connectionId, { createAs: 'leads' });
    const connection = await world.store.getConnection(connectionId);
    expect(connection?.settings).toMatchObject({ createAs: 'leads', brandPrefix: 'Acme' });
  });

  it('says that there is no such connection', async () => {
    const world = await open();
    expect(await world.engine.updateSettings('none', {})).toMatchObject({
      ok: false,
      problems: [{ field: 'connectionId' }],
    });
  });
});

describe('reprocess', () => {
  it.each(['emailMessage', 'task'] as const)('is refused for %s (R-TIME-4)', async (object) => {
    const world = await open();
    expect(await world.engine.reprocess(connectionId, object)).toMatchObject({
      ok: false,
      problems: [{ field: 'object' }],
    });
    expect(await world.store.nextQueuedRun(connectionId, 'reprocess')).toBeNull();
  });

  it.each([
    ['company', ['Company']],
    ['person', ['Person', 'Lead']],
    ['opportunity', ['Opportunity']],
  ] as const)('of %s goes through %j', async (object, objects) => {
    const world = await open();
    expect(await world.engine.reprocess(connectionId, object)).toMatchObject({
      ok: true,
      value: { objects, fields: null, state: 'queued' },
    });
  });
});

describe('the schedule', () => {
  it('rings for background work after all else (R-TIME-3)', async () => {
    const { world, due } = await heard();
    await world.engine.reprocess(connectionId, 'person');
    expect(await due()).toEqual(['background']);
    await world.person(ada, { lastName: 'Lee' });
    expect(await due()).toEqual(['write']);
    await world.engine.startRead(connectionId);
    expect(await due()).toEqual(['read', 'write']);
    await world.read();
    await world.write();
    expect(await due()).toEqual(['background']);
    await world.background();
    expect(await due()).toEqual([]);
  });

  it('rings for a reconciliation once a day (R-DUP-5)', async () => {
    const { world, due } = await heard();
    await world.clock.advance(25 * 60 * 60_000);
    await world.read();
    expect(await due()).toEqual(['background']);
    expect(await world.background()).toMatchObject({ kind: 'reconcile', state: 'done' });
    expect(await due()).toEqual([]);
  });

  it('rings a day later for a reconciliation that cannot be done', async () => {
    const { world, due } = await heard();
    await world.clock.advance(25 * 60 * 60_000);
    await world.read();
    const { read } = world.crm.connector.objects['Person']!;
    const refuse = () => Promise.reject(new TypeError('no such thing'));
    Object.assign(read!, { ids: refuse });
    await world.background().catch(() => {});
    expect(await due()).toEqual([]);
  });

  it('tells that a reprocess is under way', async () => {
    const world = await open();
    await world.engine.reprocess(connectionId, 'person');
    const seen: string[] = [];
    const { store } = world;
    const other = await open({
      ...world,
      store: {
        ...store,
        listMirror: async (query) => {
          seen.push((await world.engine.activityOf(connectionId)).state);
          return store.listMirror(query);
        },
      },
      parts: { random: world.parts.random, holder: 'other' },
    });
    await other.background();
    expect(new Set(seen)).toEqual(new Set(['reprocessing']));
    expect((await world.engine.activityOf(connectionId)).state).toBe('idle');
  });

  it('holds background work while another process is at work', async () => {
    const { world, due } = await heard();
    await world.engine.reprocess(connectionId, 'person');
    await world.store.acquireLease({
      resource: `connection:${connectionId}`,
      mode: 'write',
      holder: 'another',
      now: world.clock.now(),
      ttlMs: 30_000,
    });
    expect(await due()).toEqual([]);
    expect(await world.background()).toBeNull();
    await world.clock.advance(31_000);
    expect(await due()).toEqual(['background']);
    expect(await world.background()).toMatchObject({ state: 'done' });
  });
});

describe('a reconciliation', () => {
  it('removes what is proven gone and keeps what is only hidden (R-DUP-5)', async () => {
    const world = await open();
    const gone = world.insert('Person', { Email: ada, LastName: 'Lee' });
    const away = world.insert('Person', { Email: 'away@acme.com', LastName: 'Away' });
    await world.read();
    world.crm.state.purge(gone);
    world.crm.unseen.add(away);
    await world.clock.advance(25 * 60 * 60_000);
    await world.read();
    await world.background();
    const query = { connectionId, crmObject: 'Person', after: null, limit: 10 };
    const rows = await world.store.listMirror(query);
    expect(rows.map(({ id, removed }) => [id, removed])).toEqual([
      [gone, true],
      [away, false],
    ]);
  });
});

describe('a record that we made and cannot see', () => {
  const unseen = async () => {
    const world = await open();
    const id = await world.person(ada, { lastName: 'Lee' });
    await world.write();
    const [row] = world.crm.state.all('Person');
    world.crm.unseen.add(row!.id);
    await world.engine.setSwitches(connectionId, { reading: false });
    return { world, id, crmId: row!.id };
  };

  const last = async (world: Awaited<ReturnType<typeof open>>, recordId: string) => {
    const filter = { recordId };
    return (await world.store.listOutcomes({ first: 1, after: null, filter })).items[0]?.item;
  };

  it('is listed as hidden and not made again (R-DUP-1)', async () => {
    const { world, id } = await unseen();
    await world.person(ada, { title: 'CTO' });
    await world.write();
    expect(world.crm.state.all('Person')).toHaveLength(1);
    expect(await last(world, id)).toMatchObject({ status: 'failed', failure: { class: 'hidden' } });
    expect(await world.store.nextDueAt(connectionId)).toBeNull();
  });

  it('is written once it is seen again and retried (R-ERR-2)', async () => {
    const { world, id, crmId } = await unseen();
    await world.person(ada, { title: 'CTO' });
    await world.write();
    world.crm.unseen.delete(crmId);
    const outcome = await last(world, id);
    await world.engine.retryOutcomes(connectionId, { ids: [outcome!.id] });
    await world.write();
    expect(world.crm.state.get(crmId)?.fields['Title']).toBe('CTO');
  });

  it('is made again once it is proven gone (R-DUP-5)', async () => {
    const { world, crmId } = await unseen();
    world.crm.state.purge(crmId);
    await world.person(ada, { title: 'CTO' });
    await world.write();
    expect(world.crm.state.all('Person')).toHaveLength(1);
    expect(world.crm.state.all('Person')[0]?.id).not.toBe(crmId);
  });
});
