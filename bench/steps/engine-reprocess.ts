import type { Run } from '@concord/core/ports';
import type { Runner } from '@concord/runner';
import { measure, report } from './measure.ts';
import { connectionId, openBenchRunner } from './open-bench-runner.ts';

const { signal } = new AbortController();

/** Reads a contact's title into another field: nothing that is not here already. */
async function changeMapping({ engine, store }: Runner): Promise<void> {
  const known = await store.getMappings(connectionId);
  const people = known.filter(({ object }) => object === 'person');
  const moved = people.map((one) =>
    one.crmObject === 'Contact' && one.crmField === 'Title'
      ? { ...one, platformField: 'status', direction: 'read' as const }
      : one,
  );
  const answer = await engine.saveMappings(connectionId, 'person', moved);
  if (!answer.ok) throw new Error(JSON.stringify(answer.problems));
}

const done = async ({ store }: Runner): Promise<number> => {
  const { items } = await store.listRuns({
    connectionId,
    kind: 'reprocess',
    first: 1,
    after: null,
  });
  const counts = Object.values(items[0]?.item.counts ?? {});
  return counts.reduce((sum, { read }) => sum + read, 0);
};

/** Records that were still planned anew after a read had fallen due. */
async function overrun(runner: Runner): Promise<number> {
  const first = runner.engine.runBackground(connectionId, signal);
  while ((await done(runner)) === 0) await runner.clock.sleep(20);
  const answer = await runner.engine.startRead(connectionId);
  if (!answer.ok) throw new Error(JSON.stringify(answer.problems));
  const before = await done(runner);
  const stopped = await first;
  if (stopped?.state !== 'queued') throw new Error('the reprocess did not give way');
  const after = await done(runner);
  await runner.engine.runRead(connectionId, signal);
  return after - before;
}

async function finish(runner: Runner): Promise<Run> {
  for (;;) {
    const run = await runner.engine.runBackground(connectionId, signal);
    if (run === null || run.state === 'failed') throw new Error(JSON.stringify(run?.failure));
    if (run.state === 'done') return run;
  }
}

const runner = await openBenchRunner();
await changeMapping(runner);
const late = await measure(() => overrun(runner));
const ended: Run[] = [];
const reprocessed = await measure(async () => {
  ended.push(await finish(runner));
  return done(runner);
});
const calls = ended.reduce((sum, { apiCalls }) => sum + apiCalls, 0);
report({ late, reprocessed, calls: { ...reprocessed, records: calls } });
await runner.close();
process.exit(0);
