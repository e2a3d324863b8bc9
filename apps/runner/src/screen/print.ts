import { once } from 'node:events';

/** Writes a line to standard output. */
export const print = (line = ''): void => {
  process.stdout.write(`${line}\n`);
};

/** Writes a part of a long text to standard output, as fast as its reader takes it. */
export const printPart = async (part: string): Promise<void> => {
  if (!process.stdout.write(part)) await once(process.stdout, 'drain');
};

/** Writes a line to standard error. */
export const printError = (line: string): void => {
  process.stderr.write(`${line}\n`);
};
