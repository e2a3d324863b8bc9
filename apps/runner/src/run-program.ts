import type { Command } from './commands/command.ts';
import { createProgram } from './create-program.ts';
import { explainError } from './screen/explain-error.ts';
import { printError } from './screen/print.ts';

/** Does what a command line says, without the program's name; answers the code to end with. */
export const runProgram = async (
  words: readonly string[],
  perform: (command: Command) => Promise<void>,
): Promise<number> => {
  try {
    await createProgram(perform).parseAsync(words, { from: 'user' });
    return 0;
  } catch (error) {
    printError(`concord: ${explainError(error)}`);
    return 1;
  }
};
