import type { SimulatorReply, SimulatorRequest } from '@concord/testkit/simulator';
import type { SimulatorState } from './api-types.ts';
import { tokenOf } from './data-api.ts';
import { instanceUrl } from './instance.ts';
import { userInfo } from './user-info.ts';

const answer = (status: number, value: unknown): SimulatorReply => ({
  status,
  headers: { 'content-type': 'application/json;charset=UTF-8', 'cache-control': 'no-store' },
  body: JSON.stringify(value),
});

const failure = (error: string, description: string): SimulatorReply =>
  answer(400, { error, error_description: description });

const authenticationFailure = failure('invalid_grant', 'authentication failure');

/** The address clients reach the simulator at, also through a proxy that ends TLS. */
export const originOf = (request: SimulatorRequest): string => {
  const scheme = request.headers['x-forwarded-proto'] === 'https' ? 'https' : 'http';
  return `${scheme}://${request.headers.host ?? '127.0.0.1'}`;
};

interface Grant {
  readonly userId: string;
  readonly refreshToken?: string;
}

type GrantType = (state: SimulatorState, form: URLSearchParams) => Grant | SimulatorReply;

const isGrant = (value: Grant | SimulatorReply): value is Grant => 'userId' in value;

const refresh: GrantType = (state, form) => {
  const token = form.get('refresh_token') ?? '';
  const known = state.sessions.refresh.get(token);
  if (!known) return failure('invalid_grant', 'expired access/refresh token');
  if (!state.org.rules.rotateRefreshTokens) return known;
  state.sessions.refresh.delete(token);
  return { ...known, refreshToken: state.sessions.issueRefresh(known.userId) };
};

const userNamed = (state: SimulatorState, name: string): string | null => {
  const table = state.org.table('User');
  const field = table.object.indexOf('Username') ?? -1;
  const row = table.index(field)?.rows(name)[0];
  return row === undefined ? null : table.idOf(row);
};

/** The user of that name; any password but an empty one and `wrong` is right. Null for a refusal. */
export const passwordGrant = (state: SimulatorState, form: URLSearchParams): string | null => {
  const given = form.get('password') ?? '';
  return given === '' || given === 'wrong' ? null : userNamed(state, form.get('username') ?? '');
};

const password: GrantType = (state, form) => {
  const userId = passwordGrant(state, form);
  return userId === null ? authenticationFailure : { userId };
};

const code: GrantType = (state, form) => {
  const key = form.get('code') ?? '';
  const known = state.sessions.codes.get(key);
  if (!known) return failure('invalid_grant', 'expired authorization code');
  state.sessions.codes.delete(key);
  return { ...known, refreshToken: state.sessions.issueRefresh(known.userId) };
};

const claimsOf = (assertion: string): Record<string, unknown> | null => {
  const [, payload, signature] = assertion.split('.');
  if (payload === undefined || signature === undefined) return null;
  try {
    return JSON.parse(Buffer.from(payload, 'base64url').toString()) as Record<string, unknown>;
  } catch {
    return null;
  }
};

/** The assertion's shape, subject and expiry count; its signature is not checked. */
const bearer: GrantType = (state, form) => {
  const claims = claimsOf(form.get('assertion') ?? '');
  if (!claims) return failure('invalid_grant', 'invalid assertion');
  const expiry = Number(claims['exp'] ?? 0) * 1000;
  if (expiry < state.org.clock.now()) return failure('invalid_grant', 'expired authorization code');
  const userId = userNamed(state, String(claims['sub'] ?? claims['prn'] ?? ''));
  return userId === null
    ? failure('invalid_grant', "user hasn't approved this consumer")
    : { userId };
};

const client: GrantType = (state, form) => {
  const userId = state.sessions.userOf('sim-integration');
  const hasSecret = (form.get('client_secret') ?? '') !== '';
  if (!hasSecret) return failure('invalid_client', 'invalid client credentials');
  return userId === null
    ? failure('invalid_grant', 'no client credentials user enabled')
    : { userId };
};

const grants: Readonly<Record<string, GrantType>> = {
  refresh_token: refresh,
  password,
  authorization_code: code,
  client_credentials: client,
  'urn:ietf:params:oauth:grant-type:jwt-bearer': bearer,
};

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
    scope: 'refresh_token api id',
    instance_url: instanceUrl(state.instance, request),
    id: `${origin}/id/${state.org.id}/${grant.userId}`,
    token_type: 'Bearer',
    issued_at: String(state.org.clock.now()),
  });
};

const token = (state: SimulatorState, request: SimulatorRequest): SimulatorReply => {
  const form = formOf(request);
  const grant = grants[form.get('grant_type') ?? ''];
  if (!grant) return failure('unsupported_grant_type', 'grant type not supported');
  const isJwt = grant === bearer;
  const clientId = form.get('client_id') ?? '';
  if (!isJwt && (clientId === '' || clientId === 'invalid')) {
    return failure('invalid_client_id', 'client identifier invalid');
  }
  const granted = grant(state, form);
  return isGrant(granted) ? tokenReply(state, request, granted) : granted;
};

const revoke = (state: SimulatorState, request: SimulatorRequest): SimulatorReply => {
  const value = formOf(request).get('token') ?? '';
  const owner = state.sessions.refresh.get(value);
  state.sessions.access.delete(value);
  state.sessions.refresh.delete(value);
  // Salesforce: revoking a refresh token ends the access tokens issued for it as well.
  for (const [access, session] of owner ? state.sessions.access : []) {
    if (session.userId === owner?.userId && session.expiresAt !== null)
      state.sessions.access.delete(access);
  }
  return { status: 200 };
};

const introspect = (state: SimulatorState, request: SimulatorRequest): SimulatorReply => {
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

/** Signs the integration user in at once and sends the browser back with a code. */
const authorize = (state: SimulatorState, request: SimulatorRequest): SimulatorReply => {
  const back = request.query.get('redirect_uri') ?? '';
  const userId = state.sessions.userOf(request.query.get('login_hint') ?? 'sim-integration');
  if (!URL.canParse(back) || userId === null)
    return failure('redirect_uri_mismatch', 'redirect_uri must match configuration');
  const target = new URL(back);
  target.searchParams.set('code', state.sessions.issueCode(userId));
  const passed = request.query.get('state');
  if (passed !== null) target.searchParams.set('state', passed);
  return { status: 302, headers: { location: target.href } };
};

const sessionUser = (state: SimulatorState, request: SimulatorRequest): string | null => {
  const value =
    tokenOf(request) ?? request.query.get('oauth_token') ?? request.query.get('access_token');
  return value === null ? null : state.sessions.userOf(value);
};

const info = (state: SimulatorState, request: SimulatorRequest): SimulatorReply => {
  const userId = sessionUser(state, request);
  // Salesforce: a bad token is answered with plain text here.
  if (userId === null)
    return { status: 403, headers: { 'content-type': 'text/html' }, body: 'Bad_OAuth_Token' };
  return answer(200, userInfo(state, originOf(request), userId));
};

const paths: Readonly<
  Record<string, (state: SimulatorState, request: SimulatorRequest) => SimulatorReply>
> = {
  '/services/oauth2/token': token,
  '/services/oauth2/revoke': revoke,
  '/services/oauth2/introspect': introspect,
  '/services/oauth2/authorize': authorize,
  '/services/oauth2/userinfo': info,
};

/** Answers `/services/oauth2/…` and `/id/…`; null for other paths. */
export const oauthApi = (
  state: SimulatorState,
  request: SimulatorRequest,
): SimulatorReply | null => {
  if (/^\/id\/\w+\/\w+$/u.test(request.path)) return info(state, request);
  return paths[request.path]?.(state, request) ?? null;
};
