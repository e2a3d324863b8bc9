import { createTestClock } from '@concord/testkit';
import { samples } from '@concord/testkit/store';
import { afterAll, describe, expect, it } from 'vitest';
import { createApiKey } from '../src/index.ts';
import { createFixture, url } from './fixture.ts';
import { createIssuer } from './issuer.ts';
import { subscribe } from './read-stream.ts';

const issuer = await createIssuer(Date.parse(createTestClock().now()) / 1000);
afterAll(issuer.close);

const { aSkip, applyPage } = samples;

const outcomes = 'subscription ($after: String) { outcomeRecorded(after: $after) { id } }';
const subscriptions = [
  outcomes,
  'subscription { platformChanged { recordId } }',
  'subscription { runProgress(connectionId: "c1") { run { id } } }',
];

type Fixture = Awaited<ReturnType<typeof createFixture>>;

/** A reader by a credential, and a first event that it has read. */
const listen = async (fixture: Fixture, credential: string, query: string) => {
  const { clock, gateway, store } = fixture;
  const fetchFn: typeof fetch = (...asked) => gateway.fetch(new Request(...asked));
  const served = { fetchFn, authorization: `Bearer ${credential}`, clock };
  const reader = subscribe(served, query, { after: await store.lastChange().then(toCursor) });
  return { ...reader, again: (after: unknown) => subscribe(served, outcomes, { after }) };
};

const toCursor = (place: string): string =>
  Buffer.from(JSON.stringify(['changes', place])).toString('base64url');

const statusOf = async ({ gateway }: Fixture, credential: string, query: string) => {
  const headers = {
    authorization: `Bearer ${credential}`,
    'content-type': 'application/json',
    accept: 'text/event-stream',
  };
  const init = { method: 'POST', headers, body: JSON.stringify({ query }) };
  return (await gateway.fetch(new Request(url, init))).status;
};

const createConnected = async () => {
  const fixture = await createFixture({ tokens: issuer.tokens });
  await fixture.connect();
  await fixture.store.saveRun(samples.aRun({ state: 'running', startedAt: fixture.clock.now() }));
  const key = { name: 'leaver', role: 'viewer', workspace: 'default' } as const;
  const { secret, apiKey } = await createApiKey(key, fixture);
  return { ...fixture, secret, apiKey };
};

/** Reads until the stream says that it ends. */
const readToEnd = async (reader: Awaited<ReturnType<typeof listen>>) => {
  for (let told = await reader.next(); told !== null; told = await reader.next()) {
    if (told.code !== undefined) return { ...told, rest: await reader.next() };
  }
  return null;
};

describe('the right to a stream', () => {
  it.each(subscriptions)('ends with the key: %s', async (query) => {
    const fixture = await createConnected();
    const reader = await listen(fixture, fixture.secret, query);
    const end = readToEnd(reader);
    const revoke = 'mutation ($id: ID!) { revokeApiKey(id: $id) { __typename } }';
    await fixture.ask(revoke, { id: fixture.apiKey.id });
    expect(await end).toMatchObject({ code: 'UNAUTHENTICATED', rest: null });
    expect(await statusOf(fixture, fixture.secret, query)).toBe(401);
  });

  it.each(subscriptions)('ends with the token: %s', async (query) => {
    const fixture = await createConnected();
    const token = await issuer.sign();
    const end = readToEnd(await listen(fixture, token, query));
    expect(await end).toMatchObject({ code: 'UNAUTHENTICATED', rest: null });
    expect(await statusOf(fixture, token, query)).toBe(401);
  });

  it('is asked for with each connection, from any place on', async () => {
    const fixture = await createConnected();
    for (const query of subscriptions) expect(await statusOf(fixture, 'cck_x', query)).toBe(401);
    const request = new Request(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'text/event-stream' },
      body: JSON.stringify({ query: outcomes, variables: { after: toCursor('0') } }),
    });
    expect((await fixture.gateway.fetch(request)).status).toBe(401);
  });
});

describe('a stream that has grown old', () => {
  it('goes on where it was, though it told of nothing', async () => {
    const fixture = await createConnected();
    const reader = await listen(fixture, fixture.secret, outcomes);
    const end = await readToEnd(reader);
    expect(end).toMatchObject({ code: 'RESUME', rest: null });
    await applyPage(fixture.store, { skipped: [aSkip({ id: 'between' })] });
    const again = reader.again(end?.cursor);
    expect((await again.next())?.data.outcomeRecorded.id).toBe('between');
    await again.leave();
  });

  it('goes on after what it told of', async () => {
    const fixture = await createConnected();
    const reader = await listen(fixture, fixture.secret, outcomes);
    await applyPage(fixture.store, { skipped: [aSkip({ id: 's1' })] });
    expect((await reader.next())?.data.outcomeRecorded.id).toBe('s1');
    const end = await readToEnd(reader);
    await applyPage(fixture.store, { skipped: [aSkip({ id: 's2' })] });
    const again = reader.again(end?.cursor);
    expect((await again.next())?.data.outcomeRecorded.id).toBe('s2');
    await again.leave();
  });
});
