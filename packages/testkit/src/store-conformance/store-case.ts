import type { Store } from '@concord/core/ports';

/** One fact of the store port: `run` gets an empty store and throws when the fact does not hold. */
export interface StoreCase {
  /** The fact, present tense, with the rule it serves. */
  readonly title: string;
  readonly run: (store: Store) => Promise<void>;
}
