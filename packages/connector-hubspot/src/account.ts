import {
  createSyncError,
  isSyncError,
  type Context,
  type Instant,
  type TokenInUse,
} from '@concord/core/contract';
import { z } from 'zod';
import { keepTimeZone } from './account-day.ts';
import type { Ask } from './client.ts';

/** What our token is for, and what it allows. */
export interface TokenFacts {
  /** The portal. */
  readonly accountId: string;
  /** Our app: what the history of a record calls us. */
  readonly userId: string;
  readonly scopes: ReadonlySet<string>;
}

// HubSpot: what a token is, for whoever proves to be the app that it was given to.
// OpenAPI description of "OAuth", read 2026-11-21
const introspected = z.discriminatedUnion('active', [
  z.object({ active: z.literal(false) }),
  z.object({
    active: z.literal(true),
    hub_id: z.number().int(),
    app_id: z.number().int(),
    scopes: z.array(z.string()),
  }),
]);

// HubSpot: the same of a private app's token. developers.hubspot.com "Private apps", read 2026-11-21
const privateApp = z.object({
  hubId: z.number().int(),
  appId: z.number().int(),
  scopes: z.array(z.string()),
});

const doing = 'ask what our token allows';

/** The account and the app of our token, and its scopes; throws `unauthorized` for a void token. */
export const askTokenFacts = async (context: Context, ask: Ask): Promise<TokenFacts> => {
  const facts = (await introspect(context, ask)) ?? (await introspectAgain(context, ask));
  if (facts !== null) {
    keepScopes(context, facts.scopes);
    return facts;
  }
  throw createSyncError(`${doing}: HubSpot says that it is void`, {
    code: 'unauthorized',
    retry: 'never',
    effect: 'none',
  });
};

/** A void token is no error of the question about it; of any other it is, and so it is renewed. */
const introspectAgain = async (context: Context, ask: Ask): Promise<TokenFacts | null> => {
  const { body } = await ask(context, {
    doing: 'look at the account',
    writes: false,
    build: ({ get }) => get('/account-info/v3/details'),
    shape: z.object({ portalId: z.number().int(), timeZone: z.string().optional() }),
  });
  if (body.timeZone !== undefined) keepTimeZone(context, body.timeZone);
  return introspect(context, ask);
};

/** What is known of the token; `null` for a void one. */
const introspect = async (context: Context, ask: Ask): Promise<TokenFacts | null> => {
  try {
    const { body } = await ask(context, {
      doing,
      writes: false,
      build: ({ about }) => about('/oauth/v3/token/introspect', 'form', toForm),
      shape: introspected,
    });
    if (!body.active) return null;
    return toFacts({ hubId: body.hub_id, appId: body.app_id, scopes: body.scopes });
  } catch (thrown) {
    if (!isSyncError(thrown) || thrown.retry === 'later') throw thrown;
    return askPrivateApp(context, ask);
  }
};

const askPrivateApp = async (context: Context, ask: Ask): Promise<TokenFacts> => {
  const { body } = await ask(context, {
    doing,
    writes: false,
    build: ({ about }) =>
      about('/oauth/v2/private-apps/get/access-token-info', 'json', ({ accessToken }) =>
        JSON.stringify({ tokenKey: accessToken }),
      ),
    shape: privateApp,
  });
  return toFacts(body);
};

const toForm = ({ accessToken, client }: TokenInUse): string =>
  new URLSearchParams({
    token: accessToken,
    token_type_hint: 'access_token',
    ...(client === undefined ? {} : { client_id: client.id }),
    ...(client?.secret ? { client_secret: client.secret } : {}),
  }).toString();

const toFacts = ({ hubId, appId, scopes }: z.output<typeof privateApp>): TokenFacts => ({
  accountId: String(hubId),
  userId: String(appId),
  scopes: new Set(scopes),
});

interface Kept {
  scopes: ReadonlySet<string> | null;
  at: Instant;
}

const key = Symbol('hubspot scopes');

const keptIn = (context: Context): { last: Kept | null } =>
  context.memo(key, () => ({ last: null }));

const keepScopes = (context: Context, scopes: Kept['scopes']): void => {
  keptIn(context).last = { scopes, at: context.now() };
};

/** After a minute they are asked for anew: the descriptions of a cycle share one answer. */
const keptMs = 60_000;

/** The scopes of our token, a minute old at most; `null` where HubSpot does not tell. */
export const knownScopes = async (
  context: Context,
  ask: Ask,
): Promise<ReadonlySet<string> | null> => {
  const { last } = keptIn(context);
  const isOld = last === null || Date.parse(context.now()) - Date.parse(last.at) > keptMs;
  return isOld ? askScopes(context, ask) : last.scopes;
};

/** The scopes of our token; `null` where HubSpot does not tell, as of a service key. */
export const askScopes = async (
  context: Context,
  ask: Ask,
): Promise<ReadonlySet<string> | null> => {
  try {
    return (await askTokenFacts(context, ask)).scopes;
  } catch (thrown) {
    if (!isSyncError(thrown) || thrown.retry === 'later' || thrown.code === 'unauthorized') {
      throw thrown;
    }
    keepScopes(context, null);
    return null;
  }
};
