import {
  createSyncError,
  type Grant,
  type PlainFetch,
  type Tokens,
  writeTokenForm,
} from '@concord/core/contract';
import { z } from 'zod';
import { toRecordId } from './record-id.ts';

// Salesforce: the token answer, without an expiry; `refresh_token` for a code whose scopes hold
// `refresh_token`, and for a renewal only where rotation is on. help.salesforce.com
// remoteaccess_oauth_refresh_token_flow, remoteaccess_oauth_web_server_flow, read 2026-11-21
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
    body: writeTokenForm(grant).toString(),
  });
  const body = parseJson(await response.text());
  if (response.status === 200) return toTokens(grant, body);
  throw refusalOf(grant, response.status, body);
};

const toTokens = ({ kind }: Grant, body: unknown): Tokens => {
  const answer = granted.safeParse(body);
  if (!answer.success) throw unusable(200);
  const { access_token, instance_url, id, refresh_token } = answer.data;
  if (kind === 'authorization-code' && refresh_token === undefined) throw createEphemeral();
  const [accountId = '', userId = ''] = id.split('/').slice(-2);
  return {
    accessToken: access_token,
    instanceUrl: new URL(instance_url).origin,
    refreshToken: refresh_token ?? null,
    accountId: toRecordId(accountId),
    userId: toRecordId(userId),
  };
};

/** What its owner gave would end with the access token. */
const createEphemeral = (): Error =>
  createSyncError(
    'trade the code: Salesforce gave no refresh token: add "Perform requests at any time" ' +
      "(refresh_token) to the connected app's scopes",
    { code: 'unauthorized', retry: 'never', effect: 'none' },
  );

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

/** A code is traded once: of one, the same words say that it is spent. */
const passes = (
  { kind }: Grant,
  { error, error_description = '' }: z.infer<typeof refused>,
): boolean =>
  passing.has(error) ||
  (kind !== 'authorization-code' && atOnce.has(error_description.toLowerCase()));

/** A 4xx that names an OAuth error is a decision; anything else may pass. */
const refusalOf = (grant: Grant, status: number, body: unknown): Error => {
  const answer = refused.safeParse(body);
  if (!answer.success || status >= 500 || status === 429) return unusable(status);
  if (passes(grant, answer.data)) return unusable(status);
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
