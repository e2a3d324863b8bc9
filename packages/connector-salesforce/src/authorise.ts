import { createSyncError, type Grant, type PlainFetch, type Tokens } from '@concord/core/contract';
import { z } from 'zod';
import { toRecordId } from './record-id.ts';

// Salesforce: the token answer; `refresh_token` only where rotation is on, and no expiry.
// help.salesforce.com remoteaccess_oauth_refresh_token_flow, read 2026-11-21
const granted = z.object({
  access_token: z.string().min(1),
  instance_url: z.url(),
  id: z.string().regex(/\/id\/[A-Za-z0-9]{15,18}\/[A-Za-z0-9]{15,18}$/),
  refresh_token: z.string().min(1).optional(),
});

const refused = z.object({ error: z.string(), error_description: z.string().optional() });

/** Trades a grant for an access token; see `OAuth2.renew`. */
export const renewTokens = async (fetch: PlainFetch, grant: Grant): Promise<Tokens> => {
  const response = await fetch(grant.tokenUrl, {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded', accept: 'application/json' },
    body: formOf(grant).toString(),
  });
  const body = parseJson(await response.text());
  if (response.status === 200) return toTokens(body);
  throw refusalOf(response.status, body);
};

const formOf = (grant: Grant): URLSearchParams => {
  const form = new URLSearchParams({ client_id: grant.clientId });
  if (grant.clientSecret !== null) form.set('client_secret', grant.clientSecret);
  if (grant.kind === 'refresh-token') {
    form.set('grant_type', 'refresh_token');
    form.set('refresh_token', grant.refreshToken);
  } else form.set('grant_type', 'client_credentials');
  return form;
};

const toTokens = (body: unknown): Tokens => {
  const answer = granted.safeParse(body);
  if (!answer.success) throw unusable(200);
  const { access_token, instance_url, id, refresh_token } = answer.data;
  const [accountId = '', userId = ''] = id.split('/').slice(-2);
  return {
    accessToken: access_token,
    instanceUrl: new URL(instance_url).origin,
    refreshToken: refresh_token ?? null,
    accountId: toRecordId(accountId),
    userId: toRecordId(userId),
  };
};

// Salesforce: refusals with 400 that pass by themselves. "OAuth 2.0 Authorization Errors",
// help.salesforce.com; `unknown_error` comes with "retry your request"; read 2026-11-22
const passing: ReadonlySet<string> = new Set([
  'rate_limit_exceeded',
  'server_error',
  'temporarily_unavailable',
  'unknown_error',
]);

// Salesforce: two renewals at once by one refresh token; the grant is as good as ever, which only
// these words tell. Release notes of Winter '25, "Refresh Token Flow", read 2026-11-22
const atOnce: ReadonlySet<string> = new Set([
  'token request is already being processed',
  'expired authorization code',
]);

const passes = ({ error, error_description = '' }: z.infer<typeof refused>): boolean =>
  passing.has(error) || atOnce.has(error_description.toLowerCase());

/** A 4xx that names an OAuth error is a decision; anything else may pass. */
const refusalOf = (status: number, body: unknown): Error => {
  const answer = refused.safeParse(body);
  if (!answer.success || status >= 500 || status === 429) return unusable(status);
  if (passes(answer.data)) return unusable(status);
  const { error, error_description } = answer.data;
  return createSyncError(`renew tokens: Salesforce refused (${error})`, {
    code: 'unauthorized',
    retry: 'never',
    effect: 'none',
    remote: { status, code: error, message: error_description ?? null },
  });
};

const unusable = (status: number): Error =>
  createSyncError(`renew tokens: no usable answer (HTTP ${status})`, {
    code: 'unavailable',
    retry: 'later',
    effect: 'none',
    remote: { status, code: null, message: null },
  });

const parseJson = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
};
