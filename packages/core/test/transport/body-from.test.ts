import { describe, expect, it } from 'vitest';
import { createGovernor, createTransport, type AccessToken } from '../../src/transport/index.ts';
import { createParts, serve } from './parts.ts';

const client = { id: 'app', secret: null };

/** A transport whose first token is stale. */
const open = (instanceUrl: string) => {
  let current: AccessToken = { accessToken: 'stale', instanceUrl, client };
  return createTransport({
    fetch: createParts().fetch,
    tokens: {
      current: async () => current,
      renew: async () => (current = { ...current, accessToken: 'fresh' }),
    },
    governor: createGovernor({ limits: [], atOnce: 1, clock: createParts().clock }),
    meter: { onRequest: () => undefined, onResponse: () => undefined },
    signal: new AbortController().signal,
  });
};

describe('a question about the token', () => {
  it('carries the token that it is sent with, also a renewed one', async () => {
    const bodies: string[] = [];
    const origin = await serve((request, response) => {
      request.on('data', (body: Buffer) => bodies.push(body.toString()));
      request.on('end', () => {
        const isStale = request.headers.authorization === 'Bearer stale';
        response.writeHead(isStale ? 401 : 200).end();
      });
    });
    const answer = await open(origin)('/about', {
      method: 'POST',
      bodyFrom: ({ accessToken, client: asked }) => `${accessToken} of ${asked?.id}`,
    });
    expect(answer.status).toBe(200);
    expect(bodies).toEqual(['stale of app', 'fresh of app']);
  });

  it('is the only one that is told a token', async () => {
    const bodies: string[] = [];
    const origin = await serve((request, response) => {
      request.on('data', (body: Buffer) => bodies.push(body.toString()));
      request.on('end', () => response.end());
    });
    await open(origin)('/a', { method: 'POST', body: 'plain' });
    expect(bodies).toEqual(['plain']);
  });
});
