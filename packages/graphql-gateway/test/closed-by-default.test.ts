import { describe, expect, it } from 'vitest';
import { countCalls } from './count-calls.ts';
import { createFixture, url } from './fixture.ts';

const production = await createFixture();
const development = await createFixture({ mode: 'development' });
const json = { 'content-type': 'application/json' };

const post = (headers: Record<string, string>, body: string) =>
  production.gateway.fetch(new Request(url, { method: 'POST', headers, body }));

const typename = JSON.stringify({ query: '{ __typename }' });

describe('the key', () => {
  it.each([
    ['none', {}],
    ['an unknown one', { authorization: `Bearer cck_${'x'.repeat(43)}` }],
    ['another scheme', { authorization: 'Basic Y2NrXw==' }],
    ['an empty one', { authorization: 'Bearer ' }],
    ['an oversized one', { authorization: `Bearer ${'x'.repeat(5000)}` }],
  ])('is required: %s gets the same answer', async (_, headers) => {
    const response = await post({ ...json, ...headers }, typename);
    expect(response.status).toBe(401);
    expect(response.headers.get('www-authenticate')).toBe('Bearer');
    expect(await response.json()).toMatchObject({
      errors: [{ message: 'An API key is required.', extensions: { code: 'UNAUTHENTICATED' } }],
    });
  });

  it('is asked for before the body is read', async () => {
    const response = await post(json, 'x'.repeat(200_000));
    expect(response.status).toBe(401);
  });

  it('opens the API', async () => {
    expect((await production.ask('{ __typename }')).data).toEqual({ __typename: 'Query' });
  });

  it('is stored only as a hash, and made only once', async () => {
    const [key, ...others] = await production.store.listApiKeys();
    expect(others).toEqual([]);
    expect(production.authorization).toMatch(/^Bearer cck_[\w-]{43}$/);
    expect(key?.hash).toMatch(/^[0-9a-f]{64}$/);
    expect(JSON.stringify(key)).not.toContain(production.authorization.slice(7));
  });
});

describe('foreign pages', () => {
  const authorization = production.authorization;
  const mutation = 'mutation { startRead(input: { connectionId: "c1" }) { __typename } }';

  it.each([
    ['application/x-www-form-urlencoded', `query=${encodeURIComponent(mutation)}`],
    ['text/plain', JSON.stringify({ query: mutation })],
    ['application/graphql', mutation],
    ['multipart/form-data; boundary=x', '--x--'],
  ])('cannot send %s', async (type, body) => {
    const response = await post({ authorization, 'content-type': type }, body);
    expect(response.status).toBe(415);
  });

  it('cannot change anything by GET', async () => {
    const address = `${url}?query=${encodeURIComponent(mutation)}`;
    const response = await production.fetchFn(address);
    expect(response.status).toBe(405);
  });

  it('are not told that they may call', async () => {
    const preflight = new Request(url, {
      method: 'OPTIONS',
      headers: { origin: 'https://evil.example', 'access-control-request-method': 'POST' },
    });
    const response = await production.gateway.fetch(preflight);
    expect(response.headers.get('access-control-allow-origin')).toBeNull();
  });

  it('may call when their origin is listed', async () => {
    const { gateway } = await createFixture({ origins: ['https://app.example'] });
    const askFrom = (origin: string) =>
      gateway.fetch(
        new Request(url, {
          method: 'OPTIONS',
          headers: { origin, 'access-control-request-method': 'POST' },
        }),
      );
    const allowed = await askFrom('https://app.example');
    expect(allowed.headers.get('access-control-allow-origin')).toBe('https://app.example');
    const refused = await askFrom('https://evil.example');
    expect(refused.headers.get('access-control-allow-origin')).not.toBe('https://evil.example');
    expect(refused.headers.get('access-control-allow-origin')).not.toBe('*');
  });
});

describe('limits', () => {
  it('take no batches', async () => {
    const response = await production.fetchFn(url, {
      method: 'POST',
      headers: json,
      body: `[${typename},${typename}]`,
    });
    expect(response.status).toBe(400);
  });

  it('take bodies of up to 100 kB', async () => {
    const sized = (bytes: number) => {
      const body = JSON.stringify({ query: '{ __typename }', variables: { pad: '' } });
      return body.replace('"pad":""', `"pad":"${'x'.repeat(bytes - body.length)}"`);
    };
    const send = (body: string) => production.fetchFn(url, { method: 'POST', headers: json, body });
    expect((await send(sized(100_000))).status).toBe(200);
    expect((await send(sized(100_001))).status).toBe(413);
  });

  it('take documents of up to 1,000 tokens', async () => {
    const aliases = (count: number) =>
      `{ ${Array.from({ length: count }, (_, index) => `a${index}: __typename`).join(' ')} }`;
    expect((await production.ask(aliases(332))).errors).toBeUndefined();
    expect((await production.ask(aliases(333))).errors?.[0].message).toContain('1000 tokens');
  });

  it('bound what one query may ask for, before anything is looked up', async () => {
    let calls: string[] = [];
    const fixture = await createFixture({
      wrapStore: (memory) => {
        const counted = countCalls(memory);
        calls = counted.calls;
        return counted.store;
      },
    });
    await fixture.ask('{ __typename }');
    calls.length = 0;
    const page =
      'people(first: 100) { edges { node { fields { key label value } outcomes { id verdicts { crmField } } } } }';
    const { errors } = await fixture.ask(
      `{ ${Array.from({ length: 20 }, (_, index) => `a${index}: ${page}`).join(' ')} }`,
    );
    expect(errors?.[0].extensions.code).toBe('QUERY_TOO_COMPLEX');
    expect(calls).toEqual(['listApiKeys']);
  });

  it('bound how deep a query may go', async () => {
    const deep = (levels: number): string =>
      levels === 0 ? 'id' : `outcomes { record { ... on Person { ${deep(levels - 1)} } } }`;
    const { errors } = await production.ask(`{ person(email: "a@b.com") { ${deep(6)} } }`);
    expect(errors?.[0]).toMatchObject({ extensions: { code: 'QUERY_TOO_COMPLEX' } });
  });

  it('answer within ten seconds', async () => {
    const fixture = await createFixture({
      wrapStore: (memory) => ({ ...memory, listRuns: () => new Promise(() => {}) }),
    });
    const answer = fixture.ask('{ runs(first: 1) { edges { cursor } } }');
    await new Promise((resolve) => setImmediate(resolve));
    await fixture.clock.advance(10_000);
    expect(await answer).toMatchObject({
      status: 503,
      errors: [{ extensions: { code: 'TIMEOUT' } }],
    });
  });
});

describe('in production', () => {
  it.each(['{ __schema { types { name } } }', '{ __type(name: "Query") { fields { name } } }'])(
    'the schema is not shown: %s',
    async (query) => {
      expect((await production.ask(query)).errors?.[0].message).toBe(
        'The schema is not shown here.',
      );
      expect((await development.ask(query)).errors).toBeUndefined();
    },
  );

  it('a misspelt name is not completed', async () => {
    const misspelt = '{ crmConnection { idd } }';
    const queries = [
      misspelt,
      '{ crmConection(id: "x") { id } }',
      '{ company(domainn: "x") { id } }',
    ];
    for (const query of queries) {
      const { errors } = await production.ask(query);
      expect(JSON.stringify(errors)).not.toContain('Did you mean');
    }
    expect(JSON.stringify((await development.ask('{ crmConection { id } }')).errors)).toContain(
      'Did you mean',
    );
  });

  it('there is no query page', async () => {
    const page = () => new Request(url, { headers: { accept: 'text/html' } });
    expect((await production.gateway.fetch(page())).status).toBe(401);
    const shown = await development.gateway.fetch(page());
    expect(shown.headers.get('content-type')).toContain('text/html');
  });

  it.each(['production', 'development'] as const)(
    'an unforeseen error becomes an id: %s',
    async (mode) => {
      const fixture = await createFixture({
        mode,
        wrapStore: (memory) => ({
          ...memory,
          listRuns: () => Promise.reject(new Error('canary ada@acme.com')),
        }),
      });
      const { errors } = await fixture.ask('{ runs(first: 1) { edges { cursor } } }');
      const { correlationId } = errors?.[0].extensions ?? {};
      expect(errors?.[0]).toMatchObject({
        message: 'Something went wrong on our side.',
        extensions: { code: 'INTERNAL' },
      });
      expect(fixture.events).toMatchObject([
        { event: 'request-fail', correlationId, error: 'Error' },
      ]);
      expect(JSON.stringify([errors, fixture.events])).not.toContain('canary');
    },
  );
});
