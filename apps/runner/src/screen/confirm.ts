import { createInterface } from 'node:readline/promises';
import { createProblem } from './problem.ts';

/** Asks a person on a terminal; without a terminal only `isAgreed`, given as `--yes`, will do. */
export const confirm = async (question: string, isAgreed: boolean): Promise<boolean> => {
  if (isAgreed) return true;
  if (!process.stdin.isTTY) throw createProblem('nobody can be asked here', 'agree with --yes');
  const terminal = createInterface({ input: process.stdin, output: process.stderr });
  try {
    return /^y(?:es)?$/iu.test((await terminal.question(`${question} [y/N] `)).trim());
  } finally {
    terminal.close();
  }
};
