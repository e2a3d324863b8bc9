import { flushCompileCache } from 'node:module';
import { readConfiguration } from '../configuration/read-configuration.ts';
import { openRunner } from '../open-runner.ts';
import { startRoles } from '../start.ts';
import { createLog } from '../system/log.ts';
import { createStopSignal } from '../system/stop-signal.ts';

/** `concord start`: runs this process's roles until it is told to stop. */
export const start = async (): Promise<void> => {
  const configuration = readConfiguration();
  const log = createLog(configuration.logLevel);
  const signal = createStopSignal();
  const runner = await openRunner(configuration, (event) => log.info(event));
  try {
    const started = await startRoles({ runner, configuration, log }, signal);
    log.info({ event: 'start', roles: configuration.roles, url: started.url });
    if (started.apiKey !== null) printKey(started.apiKey);
    // Whoever is killed leaves nothing: the next start is to read what this one compiled.
    flushCompileCache();
    await started.stopped;
    log.info({ event: 'stop' });
  } finally {
    await runner.close();
  }
};

// Shown once, beside the log: only its hash is kept.
const printKey = (apiKey: string): void => {
  process.stderr.write(`API key, shown this once: ${apiKey}\n`);
};
