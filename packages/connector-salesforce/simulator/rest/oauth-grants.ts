import { createHash } from 'node:crypto';
import type { SimulatorReply } from '@concord/testkit/simulator';
import type { SimulatorState } from './api-types.ts';
import { failure } from './oauth-reply.ts';
import type { CodeAsked } from './sessions.ts';

const authenticationFailure = failure('invalid_grant', 'authentication failure');

/** Whom a token is for. */
export interface Grant {
  readonly userId: string;
  readonly refreshToken?: string;
  /** All of the app's where absent. */
  readonly scopes?: readonly string[];
}

type GrantType = (state: SimulatorState, form: URLSearchParams) => Grant | SimulatorReply;

/** Whether a grant was given, and not refused. */
export const isGrant = (value: Grant | SimulatorReply): value is Grant => 'userId' in value;

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

const expiredCode = failure('invalid_grant', 'expired authorization code');

const challengeOf = (verifier: string): string =>
  createHash('sha256').update(verifier).digest('base64url');

// Salesforce: in these words. Reports of integrators, read 2026-11-22
const checkTrade = (asked: CodeAsked, form: URLSearchParams): SimulatorReply | null => {
  if (form.get('redirect_uri') !== asked.redirectUri)
    return failure('redirect_uri_mismatch', 'redirect_uri must match configuration');
  const verifier = form.get('code_verifier');
  if (asked.challenge === null)
    return verifier === null ? null : failure('invalid_grant', 'unexpected code verifier');
  return verifier !== null && challengeOf(verifier) === asked.challenge
    ? null
    : failure('invalid_grant', 'invalid code verifier');
};

const outlasting: ReadonlySet<string> = new Set(['refresh_token', 'offline_access']);

const code: GrantType = (state, form) => {
  const key = form.get('code') ?? '';
  const asked = state.sessions.codes.get(key);
  state.sessions.codes.delete(key);
  if (!asked || asked.expiresAt <= state.org.clock.now()) return expiredCode;
  const refusal = checkTrade(asked, form);
  if (refusal !== null) return refusal;
  const { userId, scopes } = asked;
  const lasts = scopes.some((scope) => outlasting.has(scope));
  return { userId, scopes, ...(lasts && { refreshToken: state.sessions.issueRefresh(userId) }) };
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

/** The one grant type for which a client need not name itself. */
export const jwtBearer = 'urn:ietf:params:oauth:grant-type:jwt-bearer';

/** What each grant type gives for a form, or how it is refused. */
export const grants: Readonly<Record<string, GrantType>> = {
  refresh_token: refresh,
  password,
  authorization_code: code,
  client_credentials: client,
  [jwtBearer]: bearer,
};
