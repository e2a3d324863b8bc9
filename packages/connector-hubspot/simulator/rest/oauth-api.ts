import { createHash } from 'node:crypto';
import type { SimulatorReply, SimulatorRequest } from '@concord/testkit/simulator';
import type { SimulatorState } from './api-types.ts';
import { reply } from './replies.ts';
import type { Route } from './route.ts';
import type { CodeAsked, Grant } from './sessions.ts';

type Form = URLSearchParams;

const problem = (status: string, error: string, message: string): SimulatorReply =>
  reply(400, { status, message, error, error_description: message });

const badRefresh = problem(
  'BAD_REFRESH_TOKEN',
  'invalid_grant',
  'refresh token is invalid, expired or revoked',
);

const isPlain = (version: string): boolean => version === 'v1';

const tokenReply = (
  { portal, sessions }: SimulatorState,
  { version, grant, refreshToken }: { version: string; grant: Grant; refreshToken: string },
): SimulatorReply => {
  const more = isPlain(version)
    ? {}
    : {
        hub_id: portal.id,
        scopes: grant.scopes,
        user_id: grant.actor.userId,
        token_use: 'access_token',
      };
  return reply(200, {
    token_type: 'bearer',
    refresh_token: refreshToken,
    access_token: sessions.issue(grant),
    expires_in: Math.floor(sessions.lifetimeMs / 1000),
    ...more,
  });
};

const refresh = (state: SimulatorState, form: Form, version: string): SimulatorReply => {
  const held = form.get('refresh_token') ?? '';
  const grant = state.sessions.refresh.get(held);
  if (!grant) return badRefresh;
  if (!state.portal.rules.rotateRefreshTokens)
    return tokenReply(state, { version, grant, refreshToken: held });
  state.sessions.refresh.delete(held);
  const refreshToken = state.sessions.issueRefresh(grant);
  return tokenReply(state, { version, grant, refreshToken });
};

const challengeOf = (verifier: string): string =>
  createHash('sha256').update(verifier).digest('base64url');

const badRedirect = problem('BAD_REDIRECT_URI', 'invalid_grant', 'missing or invalid redirect uri');

// HubSpot: BAD_CODE_VERIFIER, as the OpenAPI description of "OAuth" names it; read 2026-11-21
const checkTrade = (asked: CodeAsked, form: Form): SimulatorReply | null => {
  const isSent = asked.redirectUri === null || form.get('redirect_uri') === asked.redirectUri;
  if (!isSent) return badRedirect;
  const verifier = form.get('code_verifier') ?? '';
  return asked.challenge === null || challengeOf(verifier) === asked.challenge
    ? null
    : problem('BAD_CODE_VERIFIER', 'invalid_grant', 'missing or invalid code verifier');
};

const exchange = (state: SimulatorState, form: Form, version: string): SimulatorReply => {
  const code = form.get('code') ?? '';
  const issued = state.sessions.codes.get(code);
  state.sessions.codes.delete(code);
  if (!form.get('redirect_uri')) return badRedirect;
  if (!issued) return problem('BAD_AUTH_CODE', 'invalid_grant', 'missing or unknown auth code');
  if (issued.expiresAt <= state.portal.clock.now())
    return problem('EXPIRED_AUTH_CODE', 'invalid_grant', 'auth code is expired');
  const refusal = checkTrade(issued, form);
  if (refusal !== null) return refusal;
  const refreshToken = state.sessions.issueRefresh(issued.grant);
  return tokenReply(state, { version, grant: issued.grant, refreshToken });
};

const token = (
  state: SimulatorState,
  request: SimulatorRequest,
  version: string,
): SimulatorReply => {
  const form = new URLSearchParams(request.body.toString());
  const client = form.get('client_id') ?? '';
  if (client === '' || client === 'invalid')
    return problem('BAD_CLIENT_ID', 'invalid_client', 'missing or invalid client id');
  if ((form.get('client_secret') ?? 'invalid') === 'invalid')
    return problem('BAD_CLIENT_SECRET', 'invalid_client', 'missing or invalid client secret');
  const kind = form.get('grant_type');
  if (kind === 'refresh_token') return refresh(state, form, version);
  if (kind === 'authorization_code') return exchange(state, form, version);
  return problem('BAD_GRANT_TYPE', 'unsupported_grant_type', 'missing or unknown grant type');
};

const describe = (state: SimulatorState, held: string): Record<string, unknown> | null => {
  const look = state.sessions.look(held);
  if (look.state !== 'live') return null;
  const { grant, expiresAt } = look.session;
  const left = expiresAt === null ? 0 : Math.floor((expiresAt - state.portal.clock.now()) / 1000);
  return {
    hub_id: state.portal.id,
    user_id: grant.actor.userId ?? 77_001,
    app_id: Number(grant.appId),
    user: 'sim.person@sim.example',
    hub_domain: 'sim.example',
    scopes: grant.scopes,
    expires_in: left,
    token_type: 'access',
  };
};

const introspect = (state: SimulatorState, request: SimulatorRequest): SimulatorReply => {
  const form = new URLSearchParams(request.body.toString());
  const held = form.get('token') ?? '';
  const known = describe(state, held);
  if (known) return reply(200, { active: true, ...known });
  const grant = state.sessions.refresh.get(held);
  return reply(
    200,
    grant ? { active: true, hub_id: state.portal.id, scopes: grant.scopes } : { active: false },
  );
};

/** HubSpot: revoking always succeeds, and access tokens outlive their refresh token. developers.hubspot.com, read 2026-11-21 */
const revoke = (state: SimulatorState, request: SimulatorRequest): SimulatorReply => {
  const held = new URLSearchParams(request.body.toString()).get('token') ?? '';
  state.sessions.refresh.delete(held);
  state.sessions.access.delete(held);
  return reply(200, {});
};

const accessToken = (state: SimulatorState, held: string): SimulatorReply => {
  const known = describe(state, held);
  if (known) return reply(200, { token: held, ...known });
  const message = 'access token is invalid, expired or revoked';
  return reply(404, { status: 'error', message, category: 'OBJECT_NOT_FOUND' });
};

const refreshToken = (
  { portal, sessions }: SimulatorState,
  { method }: SimulatorRequest,
  held: string,
): SimulatorReply => {
  const grant = sessions.refresh.get(held);
  if (method === 'DELETE') {
    sessions.refresh.delete(held);
    return { status: 204 };
  }
  if (!grant)
    return reply(404, { status: 'error', message: 'refresh token is invalid, expired or revoked' });
  return reply(200, {
    token: held,
    hub_id: portal.id,
    scopes: grant.scopes,
    token_type: 'refresh',
    user: 'sim.person@sim.example',
    client_id: 'sim-client',
  });
};

/** HubSpot: what a private app may ask of its own token. developers.hubspot.com, read 2026-11-21 */
const privateApp = (state: SimulatorState, request: SimulatorRequest): SimulatorReply => {
  const body: unknown = JSON.parse(request.body.toString() || '{}');
  const held =
    body !== null && typeof body === 'object' && 'tokenKey' in body ? String(body.tokenKey) : '';
  const look = state.sessions.look(held);
  if (look.state !== 'live')
    return reply(404, {
      status: 'error',
      message: 'Token not found',
      category: 'OBJECT_NOT_FOUND',
    });
  const { grant } = look.session;
  return reply(200, {
    userId: grant.actor.userId ?? 77_001,
    hubId: state.portal.id,
    appId: Number(grant.appId),
    scopes: grant.scopes,
  });
};

/** Signing in; null for a path that is no part of it. */
export const oauthApi = (
  state: SimulatorState,
  request: SimulatorRequest,
  { area, version, parts }: Route,
): SimulatorReply | null => {
  if (area !== 'oauth') return null;
  const [first = '', second = ''] = parts;
  const { method } = request;
  if (method === 'POST' && parts.join('/') === 'token') return token(state, request, version);
  if (method === 'POST' && parts.join('/') === 'token/introspect')
    return introspect(state, request);
  if (method === 'POST' && parts.join('/') === 'token/revoke') return revoke(state, request);
  if (parts.join('/') === 'private-apps/get/access-token-info') return privateApp(state, request);
  if (first === 'access-tokens' && second !== '') return accessToken(state, second);
  if (first === 'refresh-tokens' && second !== '') return refreshToken(state, request, second);
  return null;
};
