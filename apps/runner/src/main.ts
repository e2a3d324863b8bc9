import { enableCompileCache } from 'node:module';
import { fileURLToPath } from 'node:url';
import type { Command } from './commands/command.ts';

// Compiling takes most of the time of a short command; where nothing can be kept, it goes on
// without. A place of our own: what other users of the machine could write is not to be run.
enableCompileCache(fileURLToPath(new URL('../node_modules/.cache/compiled', import.meta.url)));

// Whoever reads the output may stop reading, as `head` does.
process.stdout.on('error', () => process.exit(0));

const perform = async (command: Command): Promise<void> =>
  (await import('./commands/with-runner.ts')).withRunner(command);

const { runProgram } = await import('./run-program.ts');
process.exitCode = await runProgram(process.argv.slice(2), perform);
