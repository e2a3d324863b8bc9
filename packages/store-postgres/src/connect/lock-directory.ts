import { createHash } from 'node:crypto';
import { renameSync, rmSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import type { Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

/** A socket's path may have 104 bytes on macOS and 108 on Linux. */
const pathMax = 100;

const codeOf = (error: unknown): unknown =>
  typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined;

const pathFor = (directory: string): string => {
  const name = createHash('sha256').update(directory).digest('hex').slice(0, 32);
  if (process.platform === 'win32') return `\\\\.\\pipe\\concord-${name}`;
  const path = join(directory, 'lock');
  return Buffer.byteLength(path) <= pathMax ? path : join(tmpdir(), `concord-${name}.lock`);
};

const listen = (path: string): Promise<Server> =>
  new Promise((done, fail) => {
    const server = createServer((socket) => socket.destroy());
    server.once('error', fail);
    server.listen(path, () => done(server.unref()));
  });

const isHeld = (path: string): Promise<boolean> =>
  new Promise((done) => {
    const probe = connect(path, () => {
      probe.destroy();
      done(true);
    });
    probe.once('error', () => done(false));
  });

const inUse = (directory: string): Error =>
  new Error(
    `the database in ${directory} is in use by another process: stop that process, choose ` +
      'another directory, or use a PostgreSQL server (DATABASE_URL) for several processes',
  );

/**
 * Moves a dead holder's socket away. Moved first and tried again, so that a socket that another
 * process opened in between is noticed and put back.
 */
const removeStale = async (path: string, directory: string): Promise<void> => {
  if (await isHeld(path)) throw inUse(directory);
  const stale = `${path}.${process.pid}`;
  renameSync(path, stale);
  if (await isHeld(stale)) {
    renameSync(stale, path);
    throw inUse(directory);
  }
  rmSync(stale);
};

/**
 * Keeps other processes from opening the directory: two on one embedded database lose data. The
 * lock is a socket that this process listens on, so it ends with the process however that ends.
 */
export const lockDirectory = async (given: string): Promise<() => Promise<void>> => {
  const directory = resolve(given);
  const path = pathFor(directory);
  const server = await listen(path).catch(async (error: unknown) => {
    if (codeOf(error) !== 'EADDRINUSE') throw error;
    if (process.platform === 'win32') throw inUse(directory);
    await removeStale(path, directory);
    return listen(path);
  });
  return () => new Promise((done) => void server.close(() => done()));
};
