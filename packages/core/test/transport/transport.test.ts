import { describe, expect, it } from 'vitest';
import {
  createGovernor,
  createTransport,
  shareRenewals,
  type TokenSource,
} from '../../src/transport/index.ts';
import { createParts, errorOf, serve } from './parts.ts';

/** Tokens named t1, t2, …; counts how often they were renewed. */
const createTokens = (instanceUrl: string) => {
  let number = 1;
  let renewals = 0;
  const now = () => ({ accessToken: `t${number}`, instanceUrl });
  const source: TokenSource = {
    current: () => Promise.resolve(now()),
    renew: (stale) => {
      renewals += 1;
      number = Number(stale.slice(1)) + 1;
      return Promise.resolve(now());
    },
  };
  return { tokens: shareRenewals(source), renewals: () => renewals };
};

const unlimited = (atOnce: number) =>
  createGovernor({ limits: [], atOnce, clock: createParts().clock });

const open = (instanceUrl: string) => {
  const { tokens, renewals } = createTokens(instanceUrl);
  const seen = { requests: 0, responses: 0 };
  const fetch = createTransport({
    fetch: createParts().fetch,
    tokens,
    governor: unlimited(100),
    meter: {
      onRequest: () => void (seen.requests += 1),
      onResponse: () => void (seen.responses += 1),
    },
    signal: new AbortController().signal,
  });
  return { fetch, renewals, seen };
};

describe('transport', () => {
  it('authorises a request', async () => {
    const origin = await serve((request, response) => response.end(request.headers.authorization));
    expect(await (await open(origin).fetch('/a')).text()).toBe('Bearer t1');
  });

  it('renews once for many refused requests, and repeats each once', async () => {
    const bodies: string[] = [];
    const origin = await serve((request, response) => {
      const isStale = request.headers.authorization === 'Bearer t1';
      request.on('data', (body: Buffer) => !isStale && bodies.push(body.toString()));
      request.on('end', () => response.writeHead(isStale ? 401 : 200).end());
    });
    const { fetch, renewals, seen } = open(origin);
    const all = Array.from({ length: 20 }, (_, index) =>
      fetch('/a', { method: 'POST', body: `b${index}` }),
    );
    const answers = await Promise.all(all);
    expect(answers.map(({ status }) => status)).toEqual(Array(20).fill(200));
    expect(renewals()).toBe(1);
    expect(new Set(bodies).size).toBe(20);
    expect(seen).toEqual({ requests: 40, responses: 40 });
  });

  it('hands on a second refusal instead of renewing for ever', async () => {
    const origin = await serve((_, response) => response.writeHead(401).end());
    const { fetch, renewals, seen } = open(origin);
    expect((await fetch('/a')).status).toBe(401);
    expect([renewals(), seen.requests]).toEqual([1, 2]);
  });

  it('follows a renewal to another instance', async () => {
    const second = await serve((_, response) => response.end('moved'));
    const first = await serve((_, response) => response.writeHead(401).end());
    const fetch = createTransport({
      fetch: createParts().fetch,
      tokens: {
        current: () => Promise.resolve({ accessToken: 'old', instanceUrl: first }),
        renew: () => Promise.resolve({ accessToken: 'new', instanceUrl: second }),
      },
      governor: unlimited(1),
      meter: { onRequest: () => undefined, onResponse: () => undefined },
      signal: new AbortController().signal,
    });
    expect(await (await fetch('/a')).text()).toBe('moved');
  });

  it('sends its token to no other host', async () => {
    let reached = 0;
    const other = await serve((_, response) => {
      reached += 1;
      response.end();
    });
    const origin = await serve((_, response) => response.end());
    const failure = await errorOf(open(origin).fetch(`${other}/a`));
    expect(failure).toMatchObject({ code: 'malformed', effect: 'none' });
    expect(reached).toBe(0);
  });
});

describe('renewals', () => {
  it('are tried again after one failed', async () => {
    let calls = 0;
    const tokens = shareRenewals({
      current: () => Promise.reject(new Error('not asked')),
      renew: () => {
        calls += 1;
        return calls === 1
          ? Promise.reject(new Error('down'))
          : Promise.resolve({ accessToken: 'new', instanceUrl: 'http://a' });
      },
    });
    await expect(tokens.renew('old')).rejects.toThrow('down');
    expect((await tokens.renew('old')).accessToken).toBe('new');
  });
});
