import { randomBytes } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseKeyRing, type KeyRing } from './key-ring.ts';

const makeKey = (): string => `local:${randomBytes(32).toString('base64')}`;

const isExisting = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === 'EEXIST';

/**
 * The key ring kept in a data directory, made at the first use and readable by its owner only.
 * Throws when the file holds anything else: a lost key is never replaced by a fresh one.
 */
export const openKeptKey = async (dataDirectory: string): Promise<KeyRing> => {
  await mkdir(dataDirectory, { recursive: true, mode: 0o700 });
  const path = join(dataDirectory, 'keys');
  await writeFile(path, makeKey(), { mode: 0o600, flag: 'wx' }).catch((error: unknown) => {
    if (!isExisting(error)) throw error;
  });
  const ring = parseKeyRing(await readFile(path, 'utf8'));
  if (!ring.ok) throw new Error(`${path}: ${ring.problem}; restore the file from a backup`);
  return ring.value;
};
