import { spawn, spawnSync } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { chownSync, cpSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { findBinaries } from './find-binaries.ts';

/** A PostgreSQL server that belongs to one test run. */
export interface ThrowawayServer {
  /** Of a superuser, in an empty database. */
  readonly url: string;
  /** Ends the server and removes its files. */
  readonly stop: () => Promise<void>;
}

/** How a throwaway server differs from the fastest one. */
export interface ThrowawayServerOptions {
  /** Whether commits wait for the disk, as in production; much slower. */
  readonly fsync?: boolean;
}

/** PostgreSQL refuses to run as root: 65534 is `nobody` on every Linux. */
const user = process.getuid?.() === 0 ? { uid: 65_534, gid: 65_534 } : {};

/**
 * Ends the server and removes its folder as soon as its own input closes: also when the process
 * that started it is killed.
 */
const watch = 'folder=$1; shift; "$@" & cat >/dev/null; kill -QUIT $!; wait; rm -rf "$folder"';

/** The binaries where `user` can run them: another user cannot look into root's home. */
const reachable = (binaries: string, folder: string): string => {
  const probe = spawnSync(join(binaries, 'initdb'), ['--version'], user);
  if (probe.status === 0) return binaries;
  cpSync(dirname(binaries), join(folder, 'native'), { recursive: true, verbatimSymlinks: true });
  return join(folder, 'native/bin');
};

const createCluster = (binaries: string, folder: string): void => {
  const options = ['--username=concord', '--auth=trust', '--no-sync', '--no-instructions'];
  const made = spawnSync(
    join(binaries, 'initdb'),
    ['-D', join(folder, 'data'), '--locale=C', '--encoding=UTF8', ...options],
    { ...user, encoding: 'utf8', cwd: folder },
  );
  if (made.status !== 0) throw new Error(`initdb failed: ${made.stderr}${made.error ?? ''}`);
};

const startCluster = (binaries: string, folder: string, fsync: boolean): ChildProcess => {
  const settings = [
    'listen_addresses=',
    `unix_socket_directories=${folder}`,
    `fsync=${fsync ? 'on' : 'off'}`,
    `synchronous_commit=${fsync ? 'on' : 'off'}`,
    `full_page_writes=${fsync ? 'on' : 'off'}`,
    'max_wal_size=2GB',
    'log_min_messages=fatal',
  ].flatMap((setting) => ['-c', setting]);
  const command = [join(binaries, 'postgres'), '-D', join(folder, 'data'), ...settings];
  return spawn('sh', ['-c', watch, 'watch', folder, ...command], {
    ...user,
    cwd: folder,
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
  });
};

/** The server's own word: it writes `ready` into its lock file once it takes queries. */
const isReady = (folder: string): boolean => {
  const file = join(folder, 'data/postmaster.pid');
  return existsSync(file) && readFileSync(file, 'utf8').split('\n')[7]?.trim() === 'ready';
};

const waitUntilReady = async (server: ChildProcess, folder: string): Promise<void> => {
  const deadline = Date.now() + 30_000;
  while (!isReady(folder)) {
    if (server.exitCode !== null || Date.now() > deadline) {
      throw new Error('the throwaway PostgreSQL server did not start');
    }
    await sleep(20);
  }
};

/**
 * Starts a server with a data folder of its own, reached by a unix socket; `null` when the
 * machine has no PostgreSQL binaries. Nothing of it outlives this process.
 */
export const createThrowawayServer = async (
  options: ThrowawayServerOptions = {},
): Promise<ThrowawayServer | null> => {
  const found = findBinaries();
  if (found === null) return null;
  const folder = mkdtempSync(join(tmpdir(), 'concord-pg-'));
  if (user.uid !== undefined) chownSync(folder, user.uid, user.gid);
  try {
    const binaries = reachable(found, folder);
    createCluster(binaries, folder);
    const server = startCluster(binaries, folder, options.fsync ?? false);
    await waitUntilReady(server, folder);
    server.unref();
    const url = `postgres://concord@localhost/postgres?host=${encodeURIComponent(folder)}`;
    return {
      url,
      stop: async () => {
        if (server.exitCode !== null) return;
        server.ref();
        server.stdin?.end();
        await once(server, 'exit');
      },
    };
  } catch (error) {
    rmSync(folder, { recursive: true, force: true });
    throw error;
  }
};
