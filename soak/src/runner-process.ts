import { once } from 'node:events';
import { readdirSync } from 'node:fs';
import { flushCompileCache } from 'node:module';
import { setTimeout as wait } from 'node:timers/promises';
import {
  createLog,
  openRunner,
  parseConfiguration,
  startRoles,
  type Runner,
} from '@concord/runner';
import { createFastClock } from './fast-clock.ts';
import type { Begin } from './fleet.ts';
import type { Figures } from './figures.ts';

// A runner as `concord start` starts it, but for its clock. It says when it is loaded,
// begins when it is first told anything, and says so; then it tells what it holds when asked.
const [databaseUrl = '', dataDirectory = '', originMs = '0', pace = '1'] = process.argv.slice(2);
const clock = createFastClock({ originMs: Number(originMs), pace: Number(pace) });

const parsed = parseConfiguration({
  DATABASE_URL: databaseUrl,
  CONCORD_DATA_DIR: dataDirectory,
  CONCORD_FOLLOW_REDIRECTS: 'off',
  CONCORD_ROLES: 'worker,scheduler',
});
if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));

const measure = (): Figures => {
  // Whoever is asked has worked: what it compiled is kept for those who come after it.
  flushCompileCache();
  globalThis.gc?.();
  return {
    heapMb: process.memoryUsage().heapUsed / 2 ** 20,
    handles: process.getActiveResourcesInfo().length,
    files: readdirSync('/proc/self/fd').length,
  };
};

type Answer = Parameters<Runner['queue']['listen']>[0];

/** How many of a hundred bells the spared process answers, and how long it keeps the others. */
const answeredShare = 0.35;
const keptMs = 200;

/** Passes most bells on: one that lives on while others begin again would have all the work. */
const sharing =
  (queue: Runner['queue'], answer: Answer): Answer =>
  async (bell, signal) => {
    if (Math.random() < answeredShare) return answer(bell, signal);
    await wait(keptMs);
    await queue.ring(bell);
  };

process.on('disconnect', () => process.exit(0));
process.send?.('loaded');
const [begin] = (await once(process, 'message')) as [Begin];

const log = createLog('info');
const runner = await openRunner(parsed.value, (event) => log.info(event), clock);
const stop = new AbortController();
process.on('SIGTERM', () => stop.abort());
process.on('message', () => process.send?.(measure()));
const workspaces = runner.workspaces.map((one) => {
  const listen: Runner['queue']['listen'] = async (answer) => {
    await one.queue.listen(begin === 'spared' ? sharing(one.queue, answer) : answer);
    process.send?.('begun');
  };
  return { ...one, queue: { ...one.queue, listen } };
});
const { stopped } = await startRoles(
  { runner: { ...runner, workspaces }, configuration: parsed.value, log },
  stop.signal,
);
await stopped;
await runner.close();
process.disconnect?.();
