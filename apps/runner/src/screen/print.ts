/** Writes a line to standard output. */
export const print = (line = ''): void => {
  process.stdout.write(`${line}\n`);
};

/** Writes a line to standard error. */
export const printError = (line: string): void => {
  process.stderr.write(`${line}\n`);
};
