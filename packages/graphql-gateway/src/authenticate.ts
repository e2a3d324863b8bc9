import { timingSafeEqual } from 'node:crypto';
import type { ApiKey, ApiKeyStore, Clock } from '@concord/core/ports';
import type { Plugin } from 'graphql-yoga';
import { hashSecret, isSecret, workspaceOf } from './api-secret.ts';
import type { Caller } from './caller.ts';
import type { GatewayParts } from './gateway-parts.ts';
import type { createMaskError } from './mask-error.ts';
import type { ReadToken } from './read-token.ts';

/** Whom requests are answered for. */
export interface Callers {
  readonly plugin: Plugin;
  /** Throws for a request that was not let in. */
  readonly of: (request: Request) => Caller;
}

interface Parts {
  readonly workspaces: GatewayParts['workspaces'];
  readonly clock: Clock;
  /** `null` where no issuer of tokens is configured. */
  readonly readToken: ReadToken | null;
  readonly maskError: ReturnType<typeof createMaskError>;
}

const bearer = /^Bearer +(\S{1,4000})$/i;

/** The credential of an `Authorization: Bearer …` header; `null` when there is none. */
const credentialOf = (request: Request): string | null =>
  bearer.exec(request.headers.get('authorization') ?? '')?.[1] ?? null;

/** Compares with every key, so that the time taken tells nothing of them. */
const findKey = (secret: string, keys: readonly ApiKey[]): ApiKey | null => {
  const given = Buffer.from(hashSecret(secret));
  const matches = keys.map(({ hash }) => {
    const known = Buffer.from(hash);
    return known.length === given.length && timingSafeEqual(known, given);
  });
  return keys[matches.indexOf(true)] ?? null;
};

const useMs = 60_000;

/** Noted once a minute, so that a busy key does not cost a write a request. */
const noteUse = async (key: ApiKey, store: ApiKeyStore, clock: Clock): Promise<void> => {
  const now = clock.now();
  const isNoted = key.lastUsedAt !== null && Date.parse(now) - Date.parse(key.lastUsedAt) < useMs;
  if (!isNoted) await store.changeApiKey(key.id, { lastUsedAt: now });
};

const readKey = async (secret: string, parts: Parts): Promise<Caller | null> => {
  const workspace = workspaceOf(secret);
  const store = parts.workspaces.get(workspace ?? '')?.store;
  if (workspace === null || store === undefined) return null;
  const key = findKey(secret, await store.listApiKeys());
  if (key === null || key.revokedAt !== null) return null;
  await noteUse(key, store, parts.clock);
  return { id: key.id, role: key.role, workspace, expiresAt: null };
};

const identify = async (request: Request, parts: Parts): Promise<Caller | null> => {
  const credential = credentialOf(request);
  if (credential === null) return null;
  if (isSecret(credential)) return readKey(credential, parts);
  return (await parts.readToken?.(credential)) ?? null;
};

const refusal = {
  message: 'An API key is required.',
  extensions: {
    code: 'UNAUTHENTICATED',
    remedy: 'Send the header `Authorization: Bearer` with an API key or a valid token.',
  },
};

const answer = (status: number, error: unknown): Response => {
  const headers = { ...(status === 401 && { 'www-authenticate': 'Bearer' }) };
  return Response.json({ errors: [error] }, { status, headers });
};

/** Lets only requests with a known key or a valid token go on; all others get the same answer. */
export const createCallers = (parts: Parts): Callers => {
  const callers = new WeakMap<Request, Caller>();
  const letIn = async (request: Request): Promise<Response | null> => {
    try {
      const caller = await identify(request, parts);
      if (caller === null) return answer(401, refusal);
      callers.set(request, caller);
      return null;
    } catch (error) {
      return answer(500, parts.maskError(error));
    }
  };
  return {
    plugin: {
      onRequest: async (hook) => {
        const refused = await letIn(hook.request);
        if (refused !== null) hook.endResponse(refused);
      },
    },
    of: (request) => {
      const caller = callers.get(request);
      if (caller === undefined) throw new Error('the request was not let in');
      return caller;
    },
  };
};
