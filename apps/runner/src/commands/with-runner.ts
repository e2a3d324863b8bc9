import { readConfiguration } from '../configuration/read-configuration.ts';
import type { Configuration } from '../configuration/configuration.ts';
import { openRunner, type Runner } from '../open-runner.ts';
import { createLog } from '../system/log.ts';

/** Opens a runner for one command and closes it at the end, whatever happens. */
export const withRunner = async (
  command: (runner: Runner, configuration: Configuration) => Promise<void>,
): Promise<void> => {
  const configuration = readConfiguration();
  const log = createLog(configuration.logLevel === 'info' ? 'silent' : configuration.logLevel);
  const runner = await openRunner(configuration, (event) => log.info(event));
  try {
    await command(runner, configuration);
  } finally {
    await runner.close();
  }
};
