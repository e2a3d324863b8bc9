import { once } from 'node:events';
import { readdirSync } from 'node:fs';
import {
  createLog,
  openRunner,
  parseConfiguration,
  startRoles,
  type Runner,
} from '@concord/runner';
import { createFastClock } from './fast-clock.ts';
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
  globalThis.gc?.();
  return {
    heapMb: process.memoryUsage().heapUsed / 2 ** 20,
    handles: process.getActiveResourcesInfo().length,
    files: readdirSync('/proc/self/fd').length,
  };
};

process.on('disconnect', () => process.exit(0));
process.send?.('loaded');
await once(process, 'message');

const log = createLog('info');
const runner = await openRunner(parsed.value, (event) => log.info(event), clock);
const stop = new AbortController();
process.on('SIGTERM', () => stop.abort());
process.on('message', () => process.send?.(measure()));
const queue: Runner['queue'] = {
  ...runner.queue,
  listen: async (answer) => {
    await runner.queue.listen(answer);
    process.send?.('begun');
  },
};
const { stopped } = await startRoles(
  { runner: { ...runner, queue }, configuration: parsed.value, log },
  stop.signal,
);
await stopped;
await runner.close();
process.disconnect?.();
