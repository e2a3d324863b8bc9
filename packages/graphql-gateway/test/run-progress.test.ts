import { toInstant } from '@concord/core/contract';
import { noCounts, type Run, type Store } from '@concord/core/ports';
import type { TestClock } from '@concord/testkit';
import { createClient } from 'graphql-sse';
import { describe, expect, it } from 'vitest';
import { createFixture, url } from './fixture.ts';

const query = `subscription {
  runProgress(connectionId: "c1") { run { id state counts { object read } endedAt } }
}`;

const at = toInstant('2026-01-01T00:00:00.000Z');

const queued: Run = {
  id: 'r1',
  connectionId: 'c1',
  kind: 'read',
  state: 'queued',
  objects: null,
  fields: null,
  queuedAt: at,
  startedAt: null,
  endedAt: null,
  counts: {},
  position: null,
  apiCalls: 0,
  failure: null,
};
const running = (read: number): Run => ({
  ...queued,
  state: 'running',
  startedAt: at,
  counts: { Person: { ...noCounts, read } },
});
const done = (read: number): Run => ({ ...running(read), state: 'done', endedAt: at });

const createProgress = async (wrapStore?: (store: Store) => Store) => {
  const fixture = await createFixture(wrapStore ? { wrapStore } : {});
  await fixture.connect();
  await fixture.store.saveRun(queued);
  const client = createClient({
    url,
    fetchFn: fixture.fetchFn,
    retryAttempts: 0,
    headers: { authorization: fixture.authorization },
  });
  return { ...fixture, client, progress: client.iterate({ query }) };
};

/** Lets time pass until it is told to stop. */
const moveOn = async (clock: TestClock, signal: AbortSignal) => {
  while (!signal.aborted) {
    await clock.advance(500);
    await new Promise((resolve) => setImmediate(resolve));
  }
};

/** The stream's next event, for which the clock is moved on until it comes. */
const nextOf = async (
  { clock }: { readonly clock: TestClock },
  // A test reads into events whose shape its own query decides.
  // oxlint-disable-next-line typescript/no-explicit-any
  progress: AsyncIterableIterator<any>,
) => {
  const next = progress.next();
  const moved = new AbortController();
  const moving = moveOn(clock, moved.signal);
  const { value, done: ended } = await next;
  moved.abort();
  await moving;
  return { ended, run: value?.data?.runProgress?.run, errors: value?.errors };
};

describe('runProgress', () => {
  it('tells of every change and ends with the run', async () => {
    const fixture = await createProgress();
    const seen = [];
    for (const run of [null, running(50), running(100), done(120)]) {
      if (run) await fixture.store.saveRun(run);
      seen.push((await nextOf(fixture, fixture.progress)).run);
    }
    expect(seen.map((run) => [run.state, run.counts[0]?.read ?? 0])).toEqual([
      ['QUEUED', 0],
      ['RUNNING', 50],
      ['RUNNING', 100],
      ['DONE', 120],
    ]);
    expect((await nextOf(fixture, fixture.progress)).ended).toBe(true);
  });

  it('follows a read of the engine to its end', async () => {
    const fixture = await createProgress();
    await fixture.engine.setSwitches('c1', { reading: true });
    fixture.crm.state.insert('ada', 'Person', { Email: 'ada@acme.com', LastName: 'Lovelace' });
    expect((await nextOf(fixture, fixture.progress)).run.state).toBe('QUEUED');
    await fixture.engine.runRead('c1', new AbortController().signal);
    let { run } = await nextOf(fixture, fixture.progress);
    while (run.state === 'RUNNING') ({ run } = await nextOf(fixture, fixture.progress));
    expect(run).toMatchObject({ id: 'r1', state: 'DONE' });
    expect(run.counts).toContainEqual({ object: 'Person', read: 1 });
    expect((await nextOf(fixture, fixture.progress)).ended).toBe(true);
  });

  it('shows a run that has ended once', async () => {
    const fixture = await createProgress();
    await fixture.store.saveRun(done(3));
    expect((await nextOf(fixture, fixture.progress)).run.state).toBe('DONE');
    expect((await nextOf(fixture, fixture.progress)).ended).toBe(true);
  });

  it('stops looking at once when its reader leaves', async () => {
    let looks = 0;
    const fixture = await createProgress((memory) => ({
      ...memory,
      getRun: (id) => {
        looks += 1;
        return memory.getRun(id);
      },
    }));
    await nextOf(fixture, fixture.progress);
    await fixture.progress.return?.();
    const before = looks;
    await fixture.clock.advance(60_000);
    expect(looks).toBe(before);
  });

  it('goes on when the store fails for a moment', async () => {
    let failures = 3;
    const fixture = await createProgress((memory) => ({
      ...memory,
      getRun: (id) => {
        failures -= 1;
        return failures >= 0 ? Promise.reject(new Error('canary')) : memory.getRun(id);
      },
    }));
    await nextOf(fixture, fixture.progress);
    await fixture.store.saveRun(done(7));
    expect((await nextOf(fixture, fixture.progress)).run.state).toBe('DONE');
    expect(fixture.events.map(({ event }) => event)).toEqual(
      Array.from({ length: 3 }, () => 'run-follow-fail'),
    );
  });

  it('ends with a masked error when the store keeps failing', async () => {
    const fixture = await createProgress((memory) => ({
      ...memory,
      getRun: () => Promise.reject(new Error('canary')),
    }));
    await nextOf(fixture, fixture.progress);
    await fixture.store.saveRun(running(1));
    const { errors } = await nextOf(fixture, fixture.progress);
    expect(errors[0]).toMatchObject({ extensions: { code: 'INTERNAL' } });
    expect(JSON.stringify(errors)).not.toContain('canary');
  });

  it('says on the stream that a connection does not exist', async () => {
    const { client } = await createProgress();
    const progress = client.iterate({
      query: 'subscription { runProgress(connectionId: "c9") { run { id } } }',
    });
    const { value } = await progress.next();
    expect(value.errors[0].extensions).toMatchObject({ field: 'connectionId' });
  });

  it('asks for a key like every request', async () => {
    const { gateway } = await createProgress();
    const response = await gateway.fetch(
      new Request(url, {
        method: 'POST',
        headers: { 'content-type': 'application/json', accept: 'text/event-stream' },
        body: JSON.stringify({ query }),
      }),
    );
    expect(response.status).toBe(401);
  });
});
