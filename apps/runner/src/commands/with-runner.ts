import { readConfiguration } from '../configuration/read-configuration.ts';
import { openRunner } from '../open-runner.ts';
import { createLog } from '../system/log.ts';
import type { Command } from './command.ts';

/** Opens a runner for one command and closes it at the end, whatever happens. */
export const withRunner = async (command: Command): Promise<void> => {
  const configuration = readConfiguration();
  const log = createLog(configuration.logLevel === 'info' ? 'silent' : configuration.logLevel);
  const runner = await openRunner(configuration, (event) => log.info(event));
  try {
    await command(runner, configuration);
  } finally {
    await runner.close();
  }
};
