import type { SimulatorReply } from '@concord/testkit/simulator';
import type { ApiCall } from './api-types.ts';
import type { Place } from './find-endpoint.ts';

/** One call of signing in; it needs no token. */
export interface OauthCall extends Pick<ApiCall, 'state' | 'request' | 'version' | 'params'> {
  readonly form: URLSearchParams;
}

/** One endpoint of signing in. */
export interface OauthEndpoint extends Place {
  /** The media type of its body. */
  readonly takes: string;
  readonly answer: (call: OauthCall) => SimulatorReply;
}
