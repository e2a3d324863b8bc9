import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { rolldown } from 'rolldown';

const entry = fileURLToPath(new URL('runner-process.ts', import.meta.url));

/**
 * Puts what a process runs into one file, whose path it resolves to: to find and read sixteen
 * hundred takes most of a start, and processes die here faster than they could start so.
 */
export const bundleRunner = async (directory: string): Promise<string> => {
  const bundle = await rolldown({ input: entry, platform: 'node', logLevel: 'silent' });
  const file = join(directory, 'runner', 'runner-process.mjs');
  const entryFileNames = 'runner-process.mjs';
  await bundle.write({ dir: join(directory, 'runner'), format: 'esm', entryFileNames });
  await bundle.close();
  return file;
};
