import type { Command } from './commands/command.ts';
import { runProgram } from './run-program.ts';

// Whoever reads the output may stop reading, as `head` does.
process.stdout.on('error', () => process.exit(0));

const perform = async (command: Command): Promise<void> =>
  (await import('./commands/with-runner.ts')).withRunner(command);

process.exitCode = await runProgram(process.argv.slice(2), perform);
