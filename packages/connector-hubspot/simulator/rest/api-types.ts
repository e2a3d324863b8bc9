import type { SimulatorReply, SimulatorRequest } from '@concord/testkit/simulator';
import type { Portal } from '../portal/portal.ts';
import type { Saving } from '../portal/saving.ts';
import type { Place } from './find-endpoint.ts';
import type { Quota } from './quota.ts';
import type { CallKind } from './rate-limits.ts';
import type { ScopesNeeded } from './scopes.ts';
import type { Grant, Sessions } from './sessions.ts';

/** A portal with everything that answers for it. */
export interface SimulatorState {
  readonly portal: Portal;
  readonly sessions: Sessions;
  /** What an account's owner grants the app that they install. */
  readonly app: Grant;
  readonly quota: Quota;
  /** A new correlation id. */
  readonly correlationId: () => string;
}

/** One call of an endpoint. */
export interface ApiCall {
  readonly state: SimulatorState;
  readonly portal: Portal;
  readonly grant: Grant;
  readonly saving: Saving;
  readonly request: SimulatorRequest;
  readonly version: string;
  /** Parts of the path by the names that the endpoint gives them. */
  readonly params: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
}

/** One endpoint: where it is, what it takes, what it does. */
export interface Endpoint extends Place {
  readonly kind?: CallKind;
  readonly scopes: (params: Readonly<Record<string, string>>) => ScopesNeeded;
  readonly answer: (call: ApiCall) => SimulatorReply;
}
