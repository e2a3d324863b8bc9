import type { Instant } from '../contract/index.ts';

/** Time, so that tests can own it. */
export interface Clock {
  readonly now: () => Instant;
  /** Resolves after `ms`; at once, without an error, when `signal` aborts. */
  readonly sleep: (ms: number, signal?: AbortSignal) => Promise<void>;
}
