import { createHash } from 'node:crypto';
import type { SimulatorReply } from '@concord/testkit/simulator';
import type { OauthCall } from './oauth-call.ts';
import { reply } from './replies.ts';
import type { CodeAsked, Grant } from './sessions.ts';

const problem = (status: string, error: string, message: string): SimulatorReply =>
  reply(400, { status, message, error, error_description: message });

const badRefresh = problem(
  'BAD_REFRESH_TOKEN',
  'invalid_grant',
  'refresh token is invalid, expired or revoked',
);

// HubSpot: a token's account and scopes come with it, by all versions since 2025-08-18.
// developers.hubspot.com changelog, read 2026-11-22
const tokenReply = (
  { state, version }: OauthCall,
  { grant, refreshToken }: { grant: Grant; refreshToken: string },
): SimulatorReply => {
  const { portal, sessions } = state;
  const more = version === 'v1' ? {} : { user_id: grant.actor.userId, token_use: 'access_token' };
  return reply(200, {
    token_type: 'bearer',
    refresh_token: refreshToken,
    access_token: sessions.issue(grant),
    expires_in: Math.floor(sessions.lifetimeMs / 1000),
    hub_id: portal.id,
    scopes: grant.scopes,
    ...more,
  });
};

const refresh = (call: OauthCall): SimulatorReply => {
  const { sessions, portal } = call.state;
  const held = call.form.get('refresh_token') ?? '';
  const grant = sessions.refresh.get(held);
  if (!grant) return badRefresh;
  if (!portal.rules.rotateRefreshTokens) return tokenReply(call, { grant, refreshToken: held });
  sessions.refresh.delete(held);
  return tokenReply(call, { grant, refreshToken: sessions.issueRefresh(grant) });
};

const challengeOf = (verifier: string): string =>
  createHash('sha256').update(verifier).digest('base64url');

const badRedirect = problem('BAD_REDIRECT_URI', 'invalid_grant', 'missing or invalid redirect uri');

// HubSpot: BAD_CODE_VERIFIER, as the OpenAPI description of "OAuth" names it; read 2026-11-21
const checkTrade = (asked: CodeAsked, form: URLSearchParams): SimulatorReply | null => {
  const isSent = asked.redirectUri === null || form.get('redirect_uri') === asked.redirectUri;
  if (!isSent) return badRedirect;
  const verifier = form.get('code_verifier') ?? '';
  return asked.challenge === null || challengeOf(verifier) === asked.challenge
    ? null
    : problem('BAD_CODE_VERIFIER', 'invalid_grant', 'missing or invalid code verifier');
};

const exchange = (call: OauthCall): SimulatorReply => {
  const { form } = call;
  const { sessions, portal } = call.state;
  const code = form.get('code') ?? '';
  const issued = sessions.codes.get(code);
  sessions.codes.delete(code);
  if (!form.get('redirect_uri')) return badRedirect;
  if (!issued) return problem('BAD_AUTH_CODE', 'invalid_grant', 'missing or unknown auth code');
  if (issued.expiresAt <= portal.clock.now())
    return problem('EXPIRED_AUTH_CODE', 'invalid_grant', 'auth code is expired');
  const refusal = checkTrade(issued, form);
  if (refusal !== null) return refusal;
  const { grant } = issued;
  return tokenReply(call, { grant, refreshToken: sessions.issueRefresh(grant) });
};

/** HubSpot: an app's own token, for the scopes it asks for; nothing refreshes it. developers.hubspot.com, read 2026-11-22 */
const ownToken = ({ state, form }: OauthCall): SimulatorReply => {
  const scopes = (form.get('scope') ?? '').split(/[\s+]+/u).filter((scope) => scope !== '');
  const isApps = scopes.every(
    (scope) => scope.startsWith('developer.') || state.app.scopes.includes(scope),
  );
  if (scopes.length === 0 || !isApps)
    return problem('BAD_SCOPES', 'invalid_scope', 'missing or unknown scopes');
  return reply(200, {
    access_token: state.sessions.issue({ ...state.app, scopes }),
    token_type: 'bearer',
    expires_in: Math.floor(state.sessions.lifetimeMs / 1000),
  });
};

const grants: ReadonlyMap<string | null, (call: OauthCall) => SimulatorReply> = new Map([
  ['authorization_code', exchange],
  ['refresh_token', refresh],
  ['client_credentials', ownToken],
]);

/** The token endpoint. */
export const grantToken = (call: OauthCall): SimulatorReply => {
  const { form } = call;
  const client = form.get('client_id') ?? '';
  if (client === '' || client === 'invalid')
    return problem('BAD_CLIENT_ID', 'invalid_client', 'missing or invalid client id');
  if ((form.get('client_secret') ?? 'invalid') === 'invalid')
    return problem('BAD_CLIENT_SECRET', 'invalid_client', 'missing or invalid client secret');
  const grant = grants.get(form.get('grant_type'));
  return (
    grant?.(call) ??
    problem('BAD_GRANT_TYPE', 'unsupported_grant_type', 'missing or unknown grant type')
  );
};
