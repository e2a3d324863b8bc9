import type { Instant } from '../contract/index.ts';

/** What a holder does with a connection, one thing at a time (R-TIME-5). */
export type LeaseMode = 'read' | 'write' | 'reprocess';

/** The right to work on one resource until a time, fenced by its epoch. */
export interface Lease {
  /** `connection:ID` for reading or writing, `credentials:ID` for renewing them. */
  readonly resource: string;
  readonly mode: LeaseMode;
  /** One run of one process. */
  readonly holder: string;
  /** Rises with every holder; a mutation under an older epoch fails. */
  readonly epoch: number;
  readonly since: Instant;
  readonly until: Instant;
}

/** Who wants which resource, and for how long at first. */
export interface LeaseRequest {
  readonly resource: string;
  readonly mode: LeaseMode;
  readonly holder: string;
  readonly now: Instant;
  readonly ttlMs: number;
}

/** Leases: who may work on what, one holder at a time. */
export interface LeaseStore {
  /** The lease, or `null` while one is in force: also one of the same holder. */
  acquireLease(request: LeaseRequest): Promise<Lease | null>;
  /** Makes it last until `until`; `false` when another holder has taken it since. */
  renewLease(lease: Lease, until: Instant): Promise<boolean>;
  /** Ends it, if it is still ours. */
  releaseLease(lease: Lease): Promise<void>;
  /** The lease in force or run out; `null` when nobody ever held it or it was released. */
  getLease(resource: string): Promise<Lease | null>;
}

const marker = Symbol.for('concord.StaleLease');

/** Another holder took over: stop at once, nothing of the mutation was stored. */
export const createStaleLease = (resource: string): Error =>
  Object.assign(new Error(`the lease on ${resource} has passed to another holder`), {
    name: 'StaleLease',
    [marker]: true,
  });

/** Whether a thrown value says that another holder took over. */
export const isStaleLease = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && marker in value;
