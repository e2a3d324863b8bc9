import { createEngine, undoMax } from '@concord/core/engine';
import type { Answer, UndoReceipt } from '@concord/core/engine';
import type { Bell, Outcome } from '@concord/core/ports';
import { createMemoryCrm, crmObjects } from '@concord/testkit/memory-crm';
import { describe, expect, it } from 'vitest';
import { connectBoth, signal } from './two-crms.ts';
import { connectionId, createWorld } from './world.ts';
import type { World } from './world.ts';

const outcomes = async ({ store }: Pick<World, 'store'>): Promise<Outcome[]> => {
  const { items } = await store.listOutcomes({ first: 100, after: null, filter: {} });
  return items.map(({ item }) => item);
};

/** A task that was removed, one that is not written yet, and a person who was not read. */
const openWithAll = async () => {
  const world = await createWorld({ crm: createMemoryCrm(crmObjects) });
  world.insert('Person', { LastName: 'Nobody' });
  await world.read();
  await world.person('a@acme.com', { lastName: 'Lee' });
  await world.task('t1', 'a@acme.com');
  await world.write();
  await world.task('t2', 'a@acme.com', { status: 'NOT_READY' });
  await world.engine.deleteTask('t1');
  await world.write();
  return world;
};

const askFor = async ({ engine }: World, outcomeIds: readonly string[]) => {
  const answer = await engine.undo({ outcomeIds });
  if (!answer.ok) throw new Error(JSON.stringify(answer.problems));
  return answer.value;
};

describe('what cannot be undone', () => {
  it('is named with the reason, and not asked for', async () => {
    const world = await openWithAll();
    const all = await outcomes(world);
    const reasonOf = async (of: (one: Outcome) => boolean) => {
      const one = all.find(of);
      if (one === undefined) throw new Error('no such outcome');
      const { notUndone, outcomeIds } = await askFor(world, [one.id]);
      expect(outcomeIds).toEqual([]);
      return notUndone.map(({ reason }) => reason);
    };
    expect(await reasonOf(({ status }) => status === 'removed')).toEqual([
      'What was removed is not made again.',
    ]);
    expect(
      await reasonOf(({ status, direction }) => status === 'skipped' && direction === 'write'),
    ).toEqual(['It wrote nothing.']);
    expect(await reasonOf(({ direction }) => direction === 'read')).toEqual([
      'It was read, not written.',
    ]);
    expect(await world.store.nextDueAt(connectionId)).toBeNull();
  });

  it('is told of a run only where the run removed something', async () => {
    const world = await openWithAll();
    const removal = (await outcomes(world)).find(({ status }) => status === 'removed');
    const { runId = null } = removal ?? {};
    const answer = await world.engine.undo({ runId: runId ?? '' });
    expect(answer).toMatchObject({
      value: { outcomeIds: [], notUndone: [{ outcomeId: removal?.id }] },
    });
  });
});

describe('the asking for an undo', () => {
  it('is one for each connection of a record, and rings at each', async () => {
    const both = await connectBoth(createMemoryCrm(), createMemoryCrm());
    // So that a person's id is another one in each.
    both.sides[1].crm.state.insert('person', 'Company', { Name: 'Acme' });
    await both.engine.syncPerson({ email: 'a@acme.com', fields: { lastName: 'Lee' } }, {});
    for (const { id } of both.sides) await both.engine.runWrite(id, signal);
    const written = (await outcomes(both)).filter(({ status }) => status === 'created');
    expect(written).toHaveLength(2);
    const answer = await both.engine.undo({ outcomeIds: written.map(({ id }) => id) });
    expect(answer.ok && answer.value.outcomeIds).toHaveLength(2);
    for (const { id } of both.sides) await both.engine.runWrite(id, signal);
    for (const side of both.sides) expect(side.records('Person')).toEqual([]);
    await both.engine.syncPerson({ email: 'a@acme.com' }, {});
    for (const { id } of both.sides) await both.engine.runWrite(id, signal);
    for (const side of both.sides) expect(side.records('Person')).toHaveLength(1);
  });

  it('rings for the write that follows', async () => {
    const world = await createWorld();
    await world.person('a@acme.com', { lastName: 'Lee' });
    await world.write();
    const bells: Bell[] = [];
    const queue = { ...world.parts.queue, ring: async (bell: Bell) => void bells.push(bell) };
    const engine = createEngine({ ...world.parts, queue });
    const [written] = await outcomes(world);
    await engine.undo({ outcomeIds: [written?.id ?? ''] });
    expect(bells).toEqual([{ work: 'write', connectionId }]);
  });
});

describe('the undo of a long run', () => {
  /** What one run wrote, of as many people. */
  const openRun = async (count: number) => {
    const world = await createWorld();
    for (let at = 0; at < count; at += 1)
      await world.person(`p${at}@acme.com`, { lastName: 'Lee' });
    await world.write();
    const written = await outcomes(world);
    return { ...world, written, runId: written[0]?.runId ?? '' };
  };

  it('is asked for in pages, of which each says where the next begins', async () => {
    const world = await openRun(5);
    const asked: string[] = [];
    let pages = 0;
    for (let after: string | null = null; ;) {
      const answer: Answer<UndoReceipt> = await world.engine.undo(
        { runId: world.runId },
        { first: 2, after },
      );
      if (!answer.ok) throw new Error(JSON.stringify(answer.problems));
      pages += 1;
      asked.push(...answer.value.outcomeIds);
      after = answer.value.next;
      if (after === null) break;
    }
    expect([pages, new Set(asked).size]).toEqual([3, 5]);
    await world.write();
    expect(await world.store.getOutcomes(asked)).toHaveLength(5);
    expect(world.crm.state.all('Person').filter(({ removed }) => !removed)).toEqual([]);
  });

  it('is refused as a whole, and nothing of it is asked for', async () => {
    const world = await openRun(1);
    const { store } = world;
    const one = await store.listOutcomes({ first: 1, after: null, filter: {} });
    const long = { ...store, listOutcomes: async () => ({ ...one, hasNext: true }) };
    const engine = createEngine({ ...world.parts, store: long });
    expect(await engine.undo({ runId: world.runId })).toMatchObject({
      ok: false,
      problems: [{ field: 'runId', remedy: expect.stringContaining('first, 1000 at most') }],
    });
    expect(await store.nextDueAt(connectionId)).toBeNull();
  });

  it('takes no more names at once', async () => {
    const world = await createWorld();
    const outcomeIds = Array.from({ length: undoMax + 1 }, (_, at) => `o${at}`);
    expect(await world.engine.undo({ outcomeIds })).toMatchObject({
      ok: false,
      problems: [{ field: 'outcomeIds' }],
    });
  });
});
