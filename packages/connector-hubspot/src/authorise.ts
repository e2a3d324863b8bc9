import {
  createSyncError,
  type Grant,
  type PlainFetch,
  type Tokens,
  writeTokenForm,
} from '@concord/core/contract';
import { z } from 'zod';
import { parseJson } from './parse-answer.ts';

// HubSpot: the token answer; `hub_id` not under `/oauth/v1`. The refresh token mostly stays the
// same. OpenAPI description of "OAuth", read 2026-11-21
const granted = z.object({
  access_token: z.string().min(1),
  hub_id: z.number().int(),
  refresh_token: z.string().min(1).optional(),
});

const refused = z.object({
  error: z.string().optional(),
  status: z.string().optional(),
  message: z.string().optional(),
});

/** Trades a grant for an access token; see `OAuth2.renew`. */
export const renewTokens = async (fetch: PlainFetch, grant: Grant): Promise<Tokens> => {
  const response = await fetch(grant.tokenUrl, {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded', accept: 'application/json' },
    body: writeTokenForm(grant).toString(),
  });
  const body = parseJson(await response.text());
  if (response.status === 200) return toTokens(grant, body);
  throw refusalOf(response, body);
};

const toTokens = (grant: Grant, body: unknown): Tokens => {
  const answer = granted.safeParse(body);
  if (!answer.success) throw unusable(200, null);
  const { access_token, hub_id, refresh_token } = answer.data;
  if (grant.kind === 'authorization-code' && refresh_token === undefined) throw createEphemeral();
  return {
    accessToken: access_token,
    instanceUrl: new URL(grant.tokenUrl).origin,
    refreshToken: refresh_token ?? null,
    accountId: String(hub_id),
    userId: null,
  };
};

/** What its owner gave would end with the access token. */
const createEphemeral = (): Error =>
  createSyncError(
    'trade the code: HubSpot gave no refresh token: install the app again, as one of OAuth',
    { code: 'unauthorized', retry: 'never', effect: 'none' },
  );

/** What whoever connects the account again has to put right. */
const remedies: Readonly<Record<string, string>> = {
  // Our app, as it is given with the credentials: another grant alone does not help.
  BAD_CLIENT_ID: "the client id is not the app's",
  BAD_CLIENT_SECRET: "the client secret is not the app's",
  BAD_REDIRECT_URI: "the redirect address is not one of the app's",
  BAD_CODE_VERIFIER: 'the code was given for another request',
  BAD_GRANT_TYPE: 'the app may not use this kind of grant',
};

// HubSpot: locked, the account on its way to another data centre, too many requests.
// developers.hubspot.com, read 2026-11-21
const passing: ReadonlySet<number> = new Set([408, 423, 429, 477]);

// HubSpot: BAD_REFRESH_TOKEN, EXPIRED_AUTH_CODE, BAD_HUB and the like, with an error of OAuth.
// OpenAPI description and recorded answers, read 2026-11-21
const isDecision = ({ status = '', error = '' }: z.output<typeof refused>): boolean =>
  status.startsWith('BAD_') ||
  status === 'EXPIRED_AUTH_CODE' ||
  error === 'invalid_grant' ||
  error === 'access_denied';

/** A 4xx that says what is wrong is a decision; anything else may pass. */
const refusalOf = ({ status, headers }: Response, body: unknown): Error => {
  const { data } = refused.safeParse(body);
  const mayPass = status >= 500 || passing.has(status);
  if (mayPass || data === undefined || !isDecision(data)) {
    return unusable(status, headers.get('retry-after'));
  }
  const code = data.status ?? data.error ?? null;
  const why = remedies[code ?? ''] ?? 'the grant is no longer honoured';
  return createSyncError(`renew tokens: HubSpot refused (${code}): ${why}`, {
    code: 'unauthorized',
    retry: 'never',
    effect: 'none',
    remote: { status, code, message: data.message ?? null },
  });
};

const unusable = (status: number, retryAfter: string | null): Error => {
  const seconds = Number(retryAfter ?? '');
  return createSyncError(`renew tokens: no usable answer (HTTP ${status})`, {
    code: 'unavailable',
    retry: 'later',
    effect: 'none',
    ...(seconds > 0 ? { retryAfterMs: seconds * 1000 } : {}),
    remote: { status, code: null, message: null },
  });
};
