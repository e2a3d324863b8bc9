import type { Engine } from '@concord/core/engine';
import type { Clock, Store } from '@concord/core/ports';
import type { Accounts } from './accounts.ts';

/** All that the gateway stands on. */
export interface GatewayParts {
  readonly engine: Engine;
  readonly store: Store;
  readonly clock: Clock;
  readonly accounts: Accounts;
  /** Web origins whose pages may call the API, `https://app.example.com`; empty for none. */
  readonly origins: readonly string[];
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
