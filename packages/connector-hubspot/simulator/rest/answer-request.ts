import type { SimulatorReply, SimulatorRequest } from '@concord/testkit/simulator';
import type { SimulatorState } from './api-types.ts';
import { dataApi, tokenOf } from './data-api.ts';
import { authorize, authorizePath } from './oauth-authorize.ts';
import { oauthApi } from './oauth-api.ts';
import { routeNotFound } from './replies.ts';
import { parseRoute } from './route.ts';

// HubSpot: an address that is too long. Recorded answers, 2026.
const targetMaxBytes = 16_384;

const tooLong: SimulatorReply = {
  status: 414,
  headers: { 'content-type': 'text/html' },
  body: '<html><head><title>414 Request-URI Too Large</title></head><body></body></html>',
};

/** Answers a request of any of HubSpot's endpoints, after what was due by itself until now. */
export const answerRequest = (state: SimulatorState, request: SimulatorRequest): SimulatorReply => {
  if (request.target.length > targetMaxBytes) return tooLong;
  state.portal.settle();
  if (request.path === authorizePath) return authorize(state, request);
  const route = parseRoute(request.path);
  if (!route) return routeNotFound;
  return route.area === 'oauth' ? oauthApi(state, request, route) : dataApi(state, request, route);
};

/** The app or person whose token a request carries; null where there is none. */
export const callerOf = (state: SimulatorState, request: SimulatorRequest): string | null => {
  const token = tokenOf(request);
  const look = token === null ? null : state.sessions.look(token);
  return look?.state === 'live' ? look.session.grant.actor.id : null;
};
