import type { Engine } from '@concord/core/engine';
import type { Clock, Store } from '@concord/core/ports';
import type { Accounts } from './accounts.ts';
import type { TokenIssuer } from './read-token.ts';

/** What the gateway answers from for the callers of one workspace. */
export interface GatewayWorkspace {
  readonly engine: Engine;
  readonly store: Store;
  readonly accounts: Accounts;
}

/** All that the gateway stands on. */
export interface GatewayParts {
  /** By name; a caller reaches the one that the key or the token is of. */
  readonly workspaces: ReadonlyMap<string, GatewayWorkspace>;
  readonly clock: Clock;
  /** Whose tokens open the API besides keys; `null` for keys alone. */
  readonly tokens: TokenIssuer | null;
  /** Web origins whose pages may call the API, `https://app.example.com`; empty for none. */
  readonly origins: readonly string[];
  /** The only documents that are answered, by their SHA-256; `null` answers every document. */
  readonly operations: ReadonlyMap<string, string> | null;
  /** Does work whose store calls end when the signal aborts, as far as the store can. */
  readonly whileWanted: <T>(signal: AbortSignal, work: () => Promise<T>) => Promise<T>;
  /** `development` shows the schema, suggestions and a query page; `production` none of them. */
  readonly mode: 'production' | 'development';
  /** Told of failures; the event holds no record values and no secrets. */
  readonly log: (event: GatewayEvent) => void;
}

/** A request that failed in a way its caller could not have foreseen. */
export interface GatewayEvent {
  readonly event: 'request-fail' | 'run-follow-fail' | 'changes-read-fail';
  /** What the caller was given in place of the error; `null` where the request goes on. */
  readonly correlationId: string | null;
  /** Name of the error, and its code where it has one. */
  readonly error: string;
  /** Where it was thrown, without its message; `null` when unknown. */
  readonly stack: string | null;
}
