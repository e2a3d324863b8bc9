import { createHash, randomUUID } from 'node:crypto';
import { linkSync, mkdirSync, rmdirSync, rmSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import type { Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

/** A socket's path may have 104 bytes on macOS and 108 on Linux; ours gets a suffix of 9. */
const pathMax = 90;

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

/** Runs `make`; `false` when what it makes exists. */
const makes = (make: () => void): boolean => {
  try {
    make();
    return true;
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false;
    throw error;
  }
};

const isHeld = (path: string): Promise<boolean> =>
  new Promise((done) => {
    const probe = connect(path, () => {
      probe.destroy();
      done(true);
    });
    probe.once('error', () => done(false));
  });

/**
 * Puts the listening socket in a dead holder's place; `false` when the holder lives. The folder
 * lets one process at a time do so, else a second one would remove the lock of the first.
 */
const takeOver = async (path: string, ours: string): Promise<boolean> => {
  const turn = `${path}.turn`;
  if (!makes(() => mkdirSync(turn))) return false;
  try {
    if (await isHeld(path)) return false;
    rmSync(path, { force: true });
    return makes(() => linkSync(ours, path));
  } finally {
    rmdirSync(turn);
  }
};

/**
 * The lock; `null` when it is held. The socket listens before it gets the lock's name, so that a
 * lock which refuses to connect is a dead holder's.
 */
const takePath = async (path: string): Promise<Server | null> => {
  const ours = `${path}.${randomUUID().slice(0, 8)}`;
  const server = await listen(ours);
  const isTaken = makes(() => linkSync(ours, path)) || (await takeOver(path, ours));
  rmSync(ours, { force: true });
  if (isTaken) return server;
  server.close();
  return null;
};

/** A pipe of Windows ends with its process, so that its name alone is the lock. */
const takePipe = (path: string): Promise<Server | null> =>
  listen(path).catch((error: unknown) => {
    if (codeOf(error) === 'EADDRINUSE') return null;
    throw error;
  });

/**
 * Keeps other processes from opening the directory: two on one embedded database lose data. The
 * lock is a socket that this process listens on, so it ends with the process however that ends.
 * Throws, naming the directory and what to do, when it is held.
 */
export const lockDirectory = async (given: string): Promise<() => Promise<void>> => {
  const directory = resolve(given);
  const path = pathFor(directory);
  const server = await (process.platform === 'win32' ? takePipe(path) : takePath(path));
  if (server === null) {
    throw new Error(
      `the database in ${directory} is in use by another process: stop that process, choose ` +
        'another directory, or use a PostgreSQL server (DATABASE_URL) for several processes',
    );
  }
  return () => {
    rmSync(path, { force: true });
    return new Promise((done) => void server.close(() => done()));
  };
};
