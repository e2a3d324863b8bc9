import { samples } from '@concord/testkit/store';
import { createClient } from 'graphql-sse';
import { describe, expect, it } from 'vitest';
import { createFixture, url } from './fixture.ts';

const { aRun, minute } = samples;

const fixture = await createFixture();
await fixture.connect();
await fixture.store.saveRun(aRun({ state: 'done', endedAt: minute(1) }));

const client = createClient({ url, fetchFn: fixture.fetchFn, retryAttempts: 0 });

/** Everything that a client of the protocol gets for an operation. */
const collect = async (query: string): Promise<unknown[]> => {
  const results: unknown[] = [];
  for await (const result of client.iterate({ query })) results.push(result);
  return results;
};

const progress = 'subscription { runProgress(connectionId: "c1") { run { state } } }';

const post = (query: string, accept: string) =>
  fixture.fetchFn(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept },
    body: JSON.stringify({ query }),
  });

// The protocol in distinct connections mode, as its own client sees it:
// github.com/enisdenjo/graphql-sse/blob/master/PROTOCOL.md, read 2026-11-22
describe('GraphQL over SSE', () => {
  it('answers a query with one result, and completes', async () => {
    expect(await collect('{ __typename }')).toEqual([{ data: { __typename: 'Query' } }]);
  });

  it('answers a mutation with one result, and completes', async () => {
    const results = await collect('mutation { retryOutcomes(input: { ids: [] }) { __typename } }');
    expect(results).toEqual([{ data: { retryOutcomes: { __typename: 'RetryOutcomesSuccess' } } }]);
  });

  it('streams a subscription, and completes when its source ends', async () => {
    expect(await collect(progress)).toEqual([
      { data: { runProgress: { run: { state: 'DONE' } } } },
    ]);
  });

  it.each(['{ nope }', '{', 'subscription { nope }'])(
    'tells on the stream what is wrong with %s',
    async (query) => {
      const response = await post(query, 'text/event-stream');
      expect(response.headers.get('content-type')).toMatch(/^text\/event-stream/);
      const [result] = (await collect(query)) as [{ readonly errors: readonly unknown[] }];
      expect(result.errors).toHaveLength(1);
    },
  );

  it('ends each stream with an empty `complete`', async () => {
    const response = await post(progress, 'text/event-stream');
    expect(response.status).toBe(200);
    const text = await response.text();
    expect(text).toMatch(/^:\n\nevent: next\ndata: \{.*\}\n\nevent: complete\ndata:\n\n$/);
  });

  it('does not stream to whoever asks for JSON alone', async () => {
    const response = await post(progress, 'application/json');
    expect(response.status).toBe(406);
  });

  it('streams several operations beside each other', async () => {
    const all = await Promise.all([
      collect(progress),
      collect('{ __typename }'),
      collect(progress),
    ]);
    expect(all.map((results) => results.length)).toEqual([1, 1, 1]);
  });

  it('tells of nothing after its client left', async () => {
    const { store } = fixture;
    const left = client.iterate({ query: 'subscription { outcomeRecorded { id } }' });
    const next = left.next();
    await left.return?.();
    await samples.applyPage(store, { skipped: [samples.aSkip()] });
    expect((await next).done).toBe(true);
  });
});
