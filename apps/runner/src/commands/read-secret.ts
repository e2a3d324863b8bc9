import { createInterface } from 'node:readline/promises';
import { hideSecret, type Secret } from '../credentials/secret.ts';
import { createProblem } from '../screen/problem.ts';

const readLine = async (): Promise<string> => {
  const lines = createInterface({ input: process.stdin });
  for await (const line of lines) return line.trim();
  return '';
};

/** What a secret is to the person who is asked for it. */
export interface SecretPlace {
  readonly variable: string;
  /** As what is to be given: `a refresh token of the integration user`. */
  readonly what: string;
}

/** A secret from its variable, else the first line of standard input; never from the arguments. */
export const readSecret = async (
  given: Secret<string> | null,
  { variable, what }: SecretPlace,
): Promise<Secret<string>> => {
  if (given !== null) return given;
  if (process.stdin.isTTY) process.stderr.write(`${variable}, ${what}: `);
  const line = await readLine();
  if (line !== '') return hideSecret(line);
  throw createProblem(`${variable} is missing`, `set it to ${what}, or give it on standard input`);
};
