import type { SimulatorReply, SimulatorRequest } from '@concord/testkit/simulator';
import { Refusal } from '../portal/refusal.ts';
import type { SimulatorState } from './api-types.ts';
import { findEndpoint } from './find-endpoint.ts';
import { hasMedia } from './media-type.ts';
import type { OauthEndpoint } from './oauth-call.ts';
import { grantToken } from './oauth-grants.ts';
import {
  dropRefreshToken,
  introspect,
  readAccessToken,
  readPrivateApp,
  readRefreshToken,
  revoke,
} from './oauth-tokens.ts';
import { otherMethods, refusalReply, routeNotFound, unsupportedMedia } from './replies.ts';
import type { Route } from './route.ts';

const form = {
  area: 'oauth',
  method: 'POST',
  takes: 'application/x-www-form-urlencoded',
} as const;
const json = { area: 'oauth', takes: 'application/json' } as const;
const access = { ...json, versions: 'v1', path: 'access-tokens/:token' } as const;
const refresh = { ...json, versions: 'v1', path: 'refresh-tokens/:token' } as const;

const endpoints: readonly OauthEndpoint[] = [
  { ...form, versions: 'v1 v3 dated', path: 'token', answer: grantToken },
  { ...form, versions: 'v3 dated', path: 'token/introspect', answer: introspect },
  { ...form, versions: 'v3 dated', path: 'token/revoke', answer: revoke },
  { ...access, method: 'GET', answer: readAccessToken },
  { ...refresh, method: 'GET', answer: readRefreshToken },
  { ...refresh, method: 'DELETE', answer: dropRefreshToken },
  {
    ...json,
    method: 'POST',
    versions: 'v2',
    path: 'private-apps/get/access-token-info',
    answer: readPrivateApp,
  },
];

/** The fields of a form. HubSpot: the first version takes them in the address, too. developers.hubspot.com, read 2026-11-22 */
const formOf = ({ query, body }: SimulatorRequest, version: string): URLSearchParams =>
  new URLSearchParams([
    ...new URLSearchParams(body.toString()),
    ...(version === 'v1' ? query : []),
  ]);

/** Answers a call of signing in. */
export const oauthApi = (
  state: SimulatorState,
  request: SimulatorRequest,
  route: Route,
): SimulatorReply => {
  const found = findEndpoint(endpoints, request.method, route);
  if (!found) return routeNotFound;
  if ('methods' in found) return otherMethods(request.method, found.methods);
  const { endpoint, params } = found;
  if (!hasMedia(request, endpoint.takes)) return unsupportedMedia;
  const { version } = route;
  try {
    return endpoint.answer({ state, request, version, params, form: formOf(request, version) });
  } catch (error) {
    if (error instanceof Refusal) return refusalReply(error, state.correlationId());
    throw error;
  }
};
