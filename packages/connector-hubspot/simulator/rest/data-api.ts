import type { SimulatorReply, SimulatorRequest } from '@concord/testkit/simulator';
import { Refusal } from '../portal/refusal.ts';
import { toInstant } from '../store/instant.ts';
import type { ApiCall, SimulatorState } from './api-types.ts';
import { endpoints } from './endpoints.ts';
import { findEndpoint } from './find-endpoint.ts';
import { hasMedia } from './media-type.ts';
import { countCall, rateHeaders } from './rate-limits.ts';
import {
  malformedToken,
  otherMethods,
  refusalReply,
  routeNotFound,
  unsupportedMedia,
} from './replies.ts';
import { isDated, type Route } from './route.ts';
import { checkScopes } from './scopes.ts';
import type { Grant } from './sessions.ts';
import { strikeApiFault } from './api-faults.ts';

/** The bearer token of a request; null for none. */
export const tokenOf = (request: SimulatorRequest): string | null =>
  /^bearer\s+(.*)$/isu.exec(request.headers.authorization ?? '')?.[1] ?? null;

const isMalformed = (token: string): boolean => !/^[\w.~+/=-]+$/u.test(token);

const unauthorized = (body: {
  message: string;
  category: string;
  context?: Record<string, string[]>;
}) => new Refusal(401, body);

const grantOf = (state: SimulatorState, token: string | null): Grant => {
  const look = token === null ? { state: 'unknown' as const } : state.sessions.look(token);
  if (look.state === 'live') return look.session.grant;
  if (look.state === 'unknown')
    throw unauthorized({
      message:
        'Authentication credentials not found. This API supports OAuth 2.0 authentication and you can find more details at https://developers.hubspot.com/docs/methods/auth/oauth-overview',
      category: 'INVALID_AUTHENTICATION',
    });
  const expiredAt = look.session.expiresAt ?? 0;
  const seconds = Math.floor((state.portal.clock.now() - expiredAt) / 1000);
  throw unauthorized({
    message: `The OAuth token used to make this call expired ${seconds} second(s) ago.`,
    category: 'EXPIRED_AUTHENTICATION',
    context: { 'expire time': [toInstant(expiredAt)] },
  });
};

const refused = (error: unknown, correlationId: string): SimulatorReply => {
  if (!(error instanceof Refusal)) throw error;
  const reply = refusalReply(error, correlationId);
  const isUnknown = error.body.category === 'INVALID_AUTHENTICATION';
  return isUnknown
    ? { ...reply, headers: { ...reply.headers, 'x-hubspot-auth-failure': '401 Unauthorized' } }
    : reply;
};

const withHeaders = (reply: SimulatorReply, headers: Record<string, string>): SimulatorReply => ({
  ...reply,
  headers: { ...reply.headers, ...headers },
});

const callOf = (
  state: SimulatorState,
  {
    request,
    route,
    grant,
    params,
  }: Pick<ApiCall, 'request' | 'grant' | 'params'> & { route: Route },
): ApiCall => ({
  state,
  portal: state.portal,
  grant,
  saving: {
    portal: state.portal,
    actor: grant.actor,
    enforcesRules: isDated(route.version) && route.version >= '2026-09',
    mayGoBack: false,
  },
  request,
  version: route.version,
  params,
  query: request.query,
});

/** Answers a call that takes a token. */
export const dataApi = (
  state: SimulatorState,
  request: SimulatorRequest,
  route: Route,
): SimulatorReply => {
  const found = findEndpoint(endpoints, request.method, route);
  if (!found) return routeNotFound;
  if ('methods' in found) return otherMethods(request.method, found.methods);
  const token = tokenOf(request);
  if (token !== null && isMalformed(token)) return malformedToken;
  const correlationId = state.correlationId();
  const headers: Record<string, string> = {
    'x-hubspot-correlation-id': correlationId,
    vary: 'origin',
    'x-request-id': correlationId,
    'strict-transport-security': 'max-age=31536000; includeSubDomains; preload',
  };
  const { endpoint, params } = found;
  const kind = endpoint.kind ?? 'usual';
  try {
    const grant = grantOf(state, token);
    countCall(state.quota, { grant, kind, requestId: correlationId });
    Object.assign(headers, rateHeaders(state.quota, grant, kind));
    checkScopes(grant.scopes, endpoint.scopes(params));
    if (!hasMedia(request, 'application/json')) return withHeaders(unsupportedMedia, headers);
    const call = callOf(state, { request, route, grant, params });
    return withHeaders(
      strikeApiFault(call, () => endpoint.answer(call)),
      headers,
    );
  } catch (error) {
    return withHeaders(refused(error, correlationId), headers);
  }
};
