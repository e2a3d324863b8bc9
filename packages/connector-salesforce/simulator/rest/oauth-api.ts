import type { SimulatorReply, SimulatorRequest } from '@concord/testkit/simulator';
import type { SimulatorState } from './api-types.ts';
import { instanceUrl } from './instance.ts';
import { authorize } from './oauth-authorize.ts';
import { type Grant, grants, isGrant, jwtBearer } from './oauth-grants.ts';
import { answer, failure } from './oauth-reply.ts';
import { originOf } from './origin.ts';
import { identity, ownInfo } from './identity.ts';
import { userInfo } from './user-info.ts';

const basicClient = (request: SimulatorRequest): readonly [string, string] | null => {
  const encoded = /^Basic (.+)$/iu.exec(request.headers.authorization ?? '')?.[1];
  const [id = '', secret = ''] = Buffer.from(encoded ?? '', 'base64')
    .toString()
    .split(':');
  return encoded === undefined ? null : [id, secret];
};

const formOf = (request: SimulatorRequest): URLSearchParams => {
  const form = new URLSearchParams(request.body.toString());
  for (const [name, value] of request.query) if (!form.has(name)) form.set(name, value);
  const basic = basicClient(request);
  if (basic) form.set('client_id', basic[0]);
  if (basic) form.set('client_secret', basic[1]);
  return form;
};

const tokenReply = (
  state: SimulatorState,
  request: SimulatorRequest,
  grant: Grant,
): SimulatorReply => {
  const origin = originOf(request);
  return answer(200, {
    access_token: state.sessions.issue(grant.userId),
    ...(grant.refreshToken === undefined ? {} : { refresh_token: grant.refreshToken }),
    signature: 'c2ltdWxhdGVkIHNpZ25hdHVyZQ==',
    scope: (grant.scopes ?? state.org.rules.appScopes).join(' '),
    instance_url: instanceUrl(state.instance, request),
    id: `${origin}/id/${state.org.id}/${grant.userId}`,
    token_type: 'Bearer',
    issued_at: String(state.org.clock.now()),
  });
};

const mustPost = failure('invalid_request', 'must use HTTP POST');

const token = (state: SimulatorState, request: SimulatorRequest): SimulatorReply => {
  if (request.method !== 'POST') return mustPost;
  const form = formOf(request);
  const type = form.get('grant_type') ?? '';
  const grant = Object.hasOwn(grants, type) ? grants[type] : undefined;
  if (!grant) return failure('unsupported_grant_type', 'grant type not supported');
  const clientId = form.get('client_id') ?? '';
  if (type !== jwtBearer && (clientId === '' || clientId === 'invalid')) {
    return failure('invalid_client_id', 'client identifier invalid');
  }
  const granted = grant(state, form);
  return isGrant(granted) ? tokenReply(state, request, granted) : granted;
};

const revoke = (state: SimulatorState, request: SimulatorRequest): SimulatorReply => {
  const value = formOf(request).get('token') ?? '';
  const owner = state.sessions.refresh.get(value);
  const isKnown = state.sessions.access.delete(value) || state.sessions.refresh.delete(value);
  // Salesforce: 400 and invalid_token. "Revoking OAuth Tokens", developer.salesforce.com, read 2026-11-22
  if (!isKnown) return failure('invalid_token', 'Token was invalid');
  // Salesforce: revoking a refresh token ends the access tokens issued for it as well.
  for (const [access, session] of owner ? state.sessions.access : []) {
    if (session.userId === owner?.userId && session.expiresAt !== null)
      state.sessions.access.delete(access);
  }
  return { status: 200 };
};

const introspect = (state: SimulatorState, request: SimulatorRequest): SimulatorReply => {
  if (request.method !== 'POST') return mustPost;
  const value = formOf(request).get('token') ?? '';
  const userId = state.sessions.userOf(value) ?? state.sessions.refresh.get(value)?.userId ?? null;
  if (userId === null) return answer(200, { active: false });
  const expiresAt = state.sessions.access.get(value)?.expiresAt ?? null;
  return answer(200, {
    active: true,
    scope: 'api id refresh_token',
    client_id: 'simulator',
    username: userInfo(state, originOf(request), userId).preferred_username,
    sub: `${originOf(request)}/id/${state.org.id}/${userId}`,
    token_type: state.sessions.refresh.has(value) ? 'refresh_token' : 'access_token',
    ...(expiresAt === null ? {} : { exp: Math.floor(expiresAt / 1000) }),
  });
};

const paths: Readonly<
  Record<string, (state: SimulatorState, request: SimulatorRequest) => SimulatorReply>
> = {
  '/services/oauth2/token': token,
  '/services/oauth2/revoke': revoke,
  '/services/oauth2/introspect': introspect,
  '/services/oauth2/authorize': authorize,
  '/services/oauth2/userinfo': ownInfo,
};

/** Answers `/services/oauth2/…` and `/id/…`; null for other paths. */
export const oauthApi = (
  state: SimulatorState,
  request: SimulatorRequest,
): SimulatorReply | null => {
  return identity(state, request) ?? paths[request.path]?.(state, request) ?? null;
};
