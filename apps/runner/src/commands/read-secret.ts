import { createInterface } from 'node:readline/promises';
import { hideSecret, type Secret } from '../credentials/secret.ts';
import { createProblem } from '../screen/problem.ts';

const readLine = async (): Promise<string> => {
  const lines = createInterface({ input: process.stdin });
  for await (const line of lines) return line.trim();
  return '';
};

/** A secret from its variable, else the first line of standard input; never from the arguments. */
export const readSecret = async (
  given: Secret<string> | null,
  variable: string,
): Promise<Secret<string>> => {
  if (given !== null) return given;
  if (process.stdin.isTTY) process.stderr.write(`${variable}: `);
  const line = await readLine();
  if (line !== '') return hideSecret(line);
  throw createProblem(`${variable} is missing`, 'set it, or give it on standard input');
};
