import type { Queue, Store } from '@concord/core/ports';
import type { Database } from './connect/database.ts';
import { openDirectory, openMemory } from './connect/open-embedded.ts';
import { openServer } from './connect/open-server.ts';
import { createJobQueue } from './job-queue.ts';
import { migrate } from './migrate.ts';
import { createPostgresStore } from './postgres-store.ts';

/** Where the database is: a server, a directory of this machine, or this process alone. */
export type DatabaseLocation =
  | { readonly url: string }
  | { readonly directory: string }
  | { readonly memory: true };

/** A store and a queue on one database. */
export interface OpenStore {
  readonly store: Store;
  readonly queue: Queue;
  readonly kind: 'server' | 'embedded';
  /** Stops the queue, then the database; may be called more than once. */
  readonly close: () => Promise<void>;
}

const openDatabase = async (location: DatabaseLocation): Promise<Database> => {
  if ('url' in location) return openServer(location.url);
  return 'directory' in location ? openDirectory(location.directory) : openMemory();
};

/**
 * Opens the database and brings its schema up to date. Throws when it cannot be reached, or when
 * another process has the directory open.
 */
export const openPostgresStore = async (location: DatabaseLocation): Promise<OpenStore> => {
  const database = await openDatabase(location);
  const queue = createJobQueue(database.jobs);
  let closing: Promise<void> | null = null;
  const close = (): Promise<void> => (closing ??= queue.stop().then(database.close));
  try {
    await migrate(database.db);
  } catch (error) {
    await close();
    throw error;
  }
  return { store: createPostgresStore(database, close), queue, kind: database.kind, close };
};
