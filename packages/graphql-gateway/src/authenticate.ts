import { timingSafeEqual } from 'node:crypto';
import type { ApiKey, Store } from '@concord/core/ports';
import type { Plugin } from 'graphql-yoga';
import { hashSecret } from './api-secret.ts';

const bearer = /^Bearer +(\S{1,200})$/i;

/** The secret of an `Authorization: Bearer …` header; `null` when there is none. */
const secretOf = (request: Request): string | null =>
  bearer.exec(request.headers.get('authorization') ?? '')?.[1] ?? null;

/** Compares with every key, so that the time taken tells nothing of them. */
const isKnown = (secret: string, keys: readonly ApiKey[]): boolean => {
  const given = Buffer.from(hashSecret(secret));
  return keys
    .map(({ hash }) => {
      const known = Buffer.from(hash);
      return known.length === given.length && timingSafeEqual(known, given);
    })
    .includes(true);
};

const refusal = JSON.stringify({
  errors: [
    {
      message: 'An API key is required.',
      extensions: {
        code: 'UNAUTHENTICATED',
        remedy: 'Send the header `Authorization: Bearer` with an API key.',
      },
    },
  ],
});

/** Lets only requests with a known API key go on; all others get the same answer. */
export const requireApiKey = (store: Store): Plugin => ({
  onRequest: async (hook) => {
    const secret = secretOf(hook.request);
    if (secret !== null && isKnown(secret, await store.listApiKeys())) return;
    const headers = { 'content-type': 'application/json', 'www-authenticate': 'Bearer' };
    hook.endResponse(new hook.fetchAPI.Response(refusal, { status: 401, headers }));
  },
});
