import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { createApiKey } from '../src/index.ts';
import { createFixture, url } from './fixture.ts';

/** Costs 40,201. */
const dear =
  '{ people(first: 100) { edges { node { opportunities(first: 100) { id name stage closeDate } } } } }';

const names = Array.from({ length: 500 }, (_, at) => `"o${at}"`).join(' ');

describe('the share of a key', () => {
  it('is counted by what is asked for, and flows back', async () => {
    const { ask, clock } = await createFixture();
    for (let count = 1; count <= 24; count += 1) expect((await ask(dear)).status).toBe(200);
    const refused = await ask(dear);
    expect(refused.status).toBe(429);
    const { code, retryAfterMs } = refused.errors?.[0].extensions ?? {};
    expect([code, retryAfterMs]).toEqual(['RATE_LIMITED', 51]);
    await clock.advance(retryAfterMs - 1);
    expect((await ask(dear)).status).toBe(429);
    await clock.advance(1);
    expect((await ask(dear)).status).toBe(200);
  });

  it('is not multiplied by aliases, nor by another operation in the document', async () => {
    const { fetchFn } = await createFixture();
    const query = `query Cheap { __typename } query Dear ${dear}`;
    const body = JSON.stringify({ query, operationName: 'Dear' });
    const headers = { 'content-type': 'application/json' };
    const send = async () => (await fetchFn(url, { method: 'POST', headers, body })).status;
    for (let count = 1; count <= 24; count += 1) expect(await send()).toBe(200);
    const response = await fetchFn(url, { method: 'POST', headers, body });
    expect(response.status).toBe(429);
    expect(response.headers.get('retry-after')).toBe('1');
  });

  it('is one for all processes, of which each takes some ahead', async () => {
    const one = await createFixture();
    const { gateway } = await createFixture({ wrapStore: () => one.store });
    let answered = 0;
    for (let turn = 1; turn <= 20; turn += 1) {
      for (const process of [one.gateway, gateway]) {
        if ((await one.askThrough(process, dear)).status === 200) answered += 1;
      }
    }
    expect(answered).toBeGreaterThanOrEqual(23);
    expect(answered).toBeLessThanOrEqual(24);
  });

  it('costs the store little', async () => {
    let draws = 0;
    const { ask } = await createFixture({
      wrapStore: (memory) => ({
        ...memory,
        drawShare: (draw) => {
          draws += 1;
          return memory.drawShare(draw);
        },
      }),
    });
    for (let count = 1; count <= 200; count += 1) await ask('{ crmConnections { id } }');
    expect(draws).toBe(1);
  });

  it.each([
    [
      'retryOutcomes by filter',
      'mutation { retryOutcomes(input: { filter: {} }) { __typename } }',
      100,
    ],
    ['undo of a run', 'mutation { undo(input: { runId: "r" }) { __typename } }', 100],
    ['undo of a page', 'mutation { undo(input: { runId: "r" }, first: 500) { __typename } }', 200],
    [
      'undo of outcomes',
      `mutation { undo(input: { outcomeIds: [${names}] }) { __typename } }`,
      200,
    ],
    [
      'retryOutcomes by id',
      `mutation { retryOutcomes(input: { ids: [${names}] }) { __typename } }`,
      200,
    ],
    [
      'reprocess',
      'mutation { reprocess(input: { connectionId: "c1", object: PERSON }) { __typename } }',
      100,
    ],
    ['startRead', 'mutation { startRead(input: { connectionId: "c1" }) { __typename } }', 100],
    ['plan', '{ plan(connectionId: "c1", first: 1) { apiCalls } }', 200],
    ['explain', '{ explain(connectionId: "c1", recordId: "p1") { action } }', 2_000],
  ])('is used up by %s as by the work it makes', async (_, document, most) => {
    const { ask } = await createFixture();
    const statuses: number[] = [];
    while (statuses.at(-1) !== 429 && statuses.length <= most) {
      statuses.push((await ask(document)).status);
    }
    // What such an answer shows costs a little, too.
    expect(statuses.length).toBeGreaterThan(most * 0.99);
    expect(statuses.at(-1)).toBe(429);
  });

  it('does not grow by a size out of range', async () => {
    const { ask } = await createFixture();
    const below = 'mutation { undo(input: { runId: "r" }, first: -99000) { __typename } }';
    for (let count = 1; count <= 24; count += 1) await ask(dear);
    await ask(below);
    expect((await ask(dear)).status).toBe(429);
  });

  it('is no other key’s', async () => {
    const fixture = await createFixture();
    const key = { name: 'other', role: 'viewer', workspace: 'default' } as const;
    const { secret } = await createApiKey(key, fixture);
    for (let count = 1; count <= 25; count += 1) await fixture.ask(dear);
    expect((await fixture.ask('{ __typename }')).status).toBe(200);
    expect((await fixture.ask(dear)).status).toBe(429);
    expect((await fixture.askAs(secret, dear)).status).toBe(200);
  });
});

describe('listed operations', () => {
  const listed = '{ crmConnections { id } }';
  const hash = createHash('sha256').update(listed).digest('hex');

  const createListed = async () => {
    const { fetchFn } = await createFixture({ operations: new Map([[hash, listed]]) });
    return async (body: object) => {
      const headers = { 'content-type': 'application/json' };
      const init = { method: 'POST', headers, body: JSON.stringify(body) };
      const response = await fetchFn(url, init);
      return { status: response.status, ...(await response.json()) };
    };
  };

  const byHash = (sha256Hash: string) => ({
    extensions: { persistedQuery: { version: 1, sha256Hash } },
  });

  it('are answered by their hash', async () => {
    const send = await createListed();
    expect(await send(byHash(hash))).toMatchObject({ status: 200, data: { crmConnections: [] } });
  });

  it('are answered by their hash beside the very document, as without a list', async () => {
    const send = await createListed();
    const both = { ...byHash(hash), query: listed };
    expect(await send(both)).toMatchObject({ status: 200, data: { crmConnections: [] } });
  });

  it.each([
    ['another document', { query: '{ apiKeys { id } }' }],
    ['a listed one in full', { query: listed }],
    ['another document beside a listed hash', { ...byHash(hash), query: '{ apiKeys { id } }' }],
    ['a listed one beside an unknown hash', { ...byHash('0'.repeat(64)), query: listed }],
    ['an unknown hash', byHash('0'.repeat(64))],
    ['an odd hash', byHash('__proto__')],
    ['no operation', {}],
  ])('are the only ones answered: not %s', async (_, body) => {
    const send = await createListed();
    const { status, data, errors } = await send(body);
    expect(status).toBe(400);
    expect(data).toBeUndefined();
    expect(errors[0].extensions).toMatchObject({ code: 'OPERATION_NOT_LISTED' });
  });
});

describe('a caller who leaves', () => {
  const run = async (document: string) => {
    const begun = Promise.withResolvers<AbortSignal | null>();
    const never = new Promise<never>(() => {});
    let wanted: AbortSignal | null = null;
    const wait = () => {
      begun.resolve(wanted);
      return never;
    };
    const { fetchFn } = await createFixture({
      whileWanted: (signal, work) => {
        wanted = signal;
        return work();
      },
      wrapStore: (memory) => ({ ...memory, listRuns: wait, getRecords: wait }),
    });
    const leave = new AbortController();
    const headers = { 'content-type': 'application/json' };
    const body = JSON.stringify({ query: document });
    const answer = fetchFn(url, { method: 'POST', headers, body, signal: leave.signal });
    answer.catch(() => undefined);
    return { signal: await begun.promise, leave, answer };
  };

  it('ends the work behind a query', async () => {
    const { signal, leave, answer } = await run('{ runs(first: 1) { edges { cursor } } }');
    expect(signal?.aborted).toBe(false);
    leave.abort();
    expect(signal?.aborted).toBe(true);
    await answer.catch(() => undefined);
  });

  it('leaves a mutation to its end', async () => {
    const { signal } = await run('mutation { deleteTask(input: { id: "t1" }) { __typename } }');
    expect(signal).toBeNull();
  });
});
