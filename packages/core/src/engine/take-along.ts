import type { Run } from '../ports/index.ts';
import type { EngineParts } from './engine.ts';

const merged = (one: Run['fields'], other: Run['fields']): Run['fields'] =>
  one === null || other === null ? null : [...new Set([...one, ...other])];

/**
 * Takes the reprocesses of the same objects that are queued into the one that starts, which begins
 * anew for all of them. It is stored before they end, so that a crash in between loses none.
 */
export async function takeAlong(parts: EngineParts, run: Run): Promise<Run> {
  const { store, clock } = parts;
  const next = await store.nextQueuedRun(run.connectionId, run.kind);
  if (next === null || next.objects?.join() !== run.objects?.join()) return run;
  const whole: Run = { ...run, position: null, fields: merged(run.fields, next.fields) };
  await store.saveRun(whole);
  await store.saveRun({ ...next, state: 'done', startedAt: clock.now(), endedAt: clock.now() });
  return takeAlong(parts, whole);
}
