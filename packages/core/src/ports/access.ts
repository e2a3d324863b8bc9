import type { Context, Quota } from '../contract/index.ts';
import type { Connection } from '../platform/index.ts';

/** A context, and what was used of the account through it. */
export interface OpenContext {
  readonly context: Context;
  /** Requests sent to the CRM through this context, refused ones among them. */
  readonly apiCalls: () => number;
  /** What the CRM last said of the account's daily allocation; `null` before it did. */
  readonly quota: () => Quota | null;
}

/** Authorised ways into the CRM accounts; holds the credentials so that nobody else must. */
export interface Access {
  /** Throws `unauthorized` when the connection has no usable credentials. */
  readonly open: (connection: Connection, signal: AbortSignal) => Promise<OpenContext>;
}
