import type { Problem, TextFile } from './source-file.ts';

/** A longer file answers more than one question. */
const lineMax = 400;

/** Sources that are too long to read in one go. */
export const checkSizes = ({ path, text }: TextFile): Problem[] => {
  const lines = text.split('\n').length - 1;
  return lines > lineMax ? [{ path, message: `has ${lines} lines, at most ${lineMax}` }] : [];
};
