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

  const app = 'https://app.example';

  describe.each([[[app]], [[app, 'https://other.example']]])('with %j listed', (origins) => {
    const askFrom = async (origin: string, method: string) => {
      const { gateway } = await createFixture({ origins });
      const headers = { ...json, origin, 'access-control-request-method': 'POST' };
      const body = method === 'POST' ? typename : null;
      return (await gateway.fetch(new Request(url, { method, headers, body }))).headers;
    };

    it.each(['OPTIONS', 'POST'])('may call from a listed origin: %s', async (method) => {
      const headers = await askFrom(app, method);
      expect(headers.get('access-control-allow-origin')).toBe(app);
      expect(headers.get('access-control-allow-methods')).toBe('GET, POST');
    });

    it.each(['null', 'https://evil.example', `${app}.evil.example`, 'https://APP.example', '*'])(
      'are told nothing of it from another: %s',
      async (origin) => {
        for (const method of ['OPTIONS', 'POST']) {
          const told = [...(await askFrom(origin, method)).keys()];
          expect(told.filter((name) => name.startsWith('access-control-'))).toEqual([]);
        }
      },
    );
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

  const repeat = (text: string, count: number) =>
    Array.from({ length: count }, () => text).join(' ');
  const codeOf = async (document: string) =>
    (await production.ask(document)).errors?.[0].extensions?.code;

  it('take documents of up to 1,000 tokens', async () => {
    // Everything but the repeated word is 19 tokens.
    const sized = (count: number) =>
      `{ outcomes(first: 1 filter: { status: [${repeat('FAILED', count - 19)}] }) { totalCount } }`;
    expect((await production.ask(sized(1000))).errors).toBeUndefined();
    expect((await production.ask(sized(1001))).errors?.[0].message).toContain('1000 tokens');
  });

  it('take up to 15 aliases', async () => {
    const aliased = (count: number) =>
      `{ ${Array.from({ length: count }, (_, at) => `a${at}: __typename`).join(' ')} }`;
    expect(await codeOf(aliased(15))).toBeUndefined();
    expect(await codeOf(aliased(16))).toBe('DOCUMENT_TOO_LARGE');
    expect(await codeOf(aliased(100))).toBe('DOCUMENT_TOO_LARGE');
  });

  it('take up to 50 directives', async () => {
    const directed = (count: number) => `{ ${repeat('__typename @include(if: true)', count)} }`;
    expect(await codeOf(directed(50))).toBeUndefined();
    expect(await codeOf(directed(51))).toBe('DOCUMENT_TOO_LARGE');
  });

  it('take queries of up to 12 levels', async () => {
    const deep = (last: string): string => {
      const levels = (count: number): string =>
        count === 0 ? last : `outcomes { record { ... on Person { ${levels(count - 1)} } } }`;
      return `{ person(email: "a@b.com") { ${levels(5)} } }`;
    };
    expect(await codeOf(deep('id'))).toBeUndefined();
    expect(await codeOf(deep('company { id }'))).toBe('QUERY_TOO_COMPLEX');
  });

  it('take queries of a complexity of up to 50,000', async () => {
    const costing = (more: number) => `{
      a: people(first: 100) { edges { node {
        opportunities(first: 100) { id name stage closeDate } } } }
      b: people(first: 100) { edges { node { ${repeat('email', 96)} } } }
      person(email: "a@b.com") { ${repeat('id', 97 + more)} }
    }`;
    expect(await codeOf(costing(0))).toBeUndefined();
    expect(await codeOf(costing(1))).toBe('QUERY_TOO_COMPLEX');
  });

  it('see through fragments of fragments, and of themselves', async () => {
    const chain = Array.from(
      { length: 30 },
      (_, at) => `fragment F${at} on Person { company { people: id } ...F${at + 1} ...F${at + 1} }`,
    );
    const doubled = `{ person(email: "a@b.com") { ...F0 } } ${chain.join(' ')}
      fragment F30 on Person { outcomes { record { ... on Person { ${repeat('id', 50)} } } } }`;
    expect((await production.ask(doubled)).status).toBeGreaterThan(0);
    const cycle = `{ person(email: "a@b.com") { ...A } }
      fragment A on Person { ...B } fragment B on Person { ...A }`;
    expect((await production.ask(cycle)).errors?.[0].message).toContain('within itself');
  });

  it.each([0, -1, 101, 99_999_999])('take no page of %d', async (first) => {
    expect(await codeOf(`{ people(first: ${first}) { edges { cursor } } }`)).toBe(
      'INVALID_ARGUMENT',
    );
  });

  it('take pages of 1 to 100', async () => {
    for (const first of [1, 100]) {
      expect(await codeOf(`{ people(first: ${first}) { edges { cursor } } }`)).toBeUndefined();
    }
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
      `{ ${Array.from({ length: 15 }, (_, index) => `a${index}: ${page}`).join(' ')} }`,
    );
    expect(errors?.[0].extensions.code).toBe('QUERY_TOO_COMPLEX');
    expect(calls).toEqual(['listApiKeys', 'drawShare']);
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
