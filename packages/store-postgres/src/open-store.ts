import type { Queue, Store } from '@concord/core/ports';
import { prepareRole } from './connect/confinement.ts';
import type { Database } from './connect/database.ts';
import { openDirectory, openMemory } from './connect/open-embedded.ts';
import { openServer } from './connect/open-server.ts';
import { createJobQueues } from './job-queue.ts';
import { migrate } from './migrate.ts';
import { createPostgresStore } from './postgres-store.ts';

/** Where the database is: a server, a directory of this machine, or this process alone. */
export type DatabaseLocation =
  | { readonly url: string }
  | { readonly directory: string }
  | { readonly memory: true };

/** A store and a queue of one workspace. */
export interface WorkspaceStore {
  readonly store: Store;
  readonly queue: Queue;
}

/** A database with the store and the queue of its workspace `default`. */
export interface OpenStore extends WorkspaceStore {
  /** Those of another workspace, which see nothing of the others'. */
  readonly workspace: (name: string) => WorkspaceStore;
  readonly kind: 'server' | 'embedded';
  /** Stops the queues, then the database; may be called more than once. */
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
  const jobs = createJobQueues(database.jobs);
  let closing: Promise<void> | null = null;
  const close = (): Promise<void> => (closing ??= jobs.stop().then(database.close));
  try {
    await migrate(database.db);
    const role = await prepareRole(database.db);
    const workspace = (name: string): WorkspaceStore => {
      const db = database.confined({ workspace: name, role });
      return {
        store: createPostgresStore({ db, listen: database.listen }, close),
        queue: jobs.of(name),
      };
    };
    return { ...workspace('default'), workspace, kind: database.kind, close };
  } catch (error) {
    await close();
    throw error;
  }
};
