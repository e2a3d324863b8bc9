import type { Kysely } from 'kysely';
import type { ConstructorOptions } from 'pg-boss';
import type { Tables } from '../tables.ts';

/** Calls `ring` for every word on a channel, from whatever process; answers how to end that. */
export type Listen = (channel: string, ring: () => void) => Promise<() => Promise<void>>;

/** An open database: the same SQL, wherever it runs. */
export interface Database {
  readonly db: Kysely<Tables>;
  readonly kind: 'server' | 'embedded';
  /** How the job queue reaches it. */
  readonly jobs: ConstructorOptions;
  readonly listen: Listen;
  /** To be called once, when nothing uses it any more. */
  readonly close: () => Promise<void>;
}
