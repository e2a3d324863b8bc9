import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { createLog, startRoles } from '@concord/runner';
import { configurationOf, openBenchRunner } from './open-bench-runner.ts';

/** Serves the API as in production, until the process is told to end. SIGUSR2 collects garbage. */
const runner = await openBenchRunner();
const { url, apiKey } = await startRoles(
  {
    runner,
    configuration: { ...configurationOf(), roles: ['gateway'], port: 0, production: true },
    log: createLog('warn'),
  },
  new AbortController().signal,
);
setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;
process.on('SIGUSR2', collect);
process.stdout.write(`${JSON.stringify({ url, apiKey })}\n`);
