import type { Kysely } from 'kysely';
import type { ConstructorOptions } from 'pg-boss';
import type { Db, Tables } from '../tables.ts';
import type { Confinement } from './confinement.ts';

/** Calls `ring` for every word on a channel, from whatever process; answers how to end that. */
export type Listen = (channel: string, ring: () => void) => Promise<() => Promise<void>>;

/** An open database: the same SQL, wherever it runs. */
export interface Database {
  /** As our user sees it, for migrations. */
  readonly db: Kysely<Tables>;
  /** As one workspace sees it, over the same connections; nothing of it is to be closed. */
  readonly confined: (to: Confinement) => Db;
  readonly kind: 'server' | 'embedded';
  /** How the job queue reaches it. */
  readonly jobs: ConstructorOptions;
  readonly listen: Listen;
  /** To be called once, when nothing uses it any more. */
  readonly close: () => Promise<void>;
}
