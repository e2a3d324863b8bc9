import { createApiKey, createGateway, ensureApiKey, revokeApiKey } from '@concord/graphql-gateway';
import { openPostgresStore, whileWanted } from '@concord/store-postgres';
import { createThrowawayServer, type ThrowawayServer } from '@concord/testkit';
import { samples } from '@concord/testkit/store';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createAccounts } from '../src/accounts.ts';
import { createRunner, type Runner } from '../src/create-runner.ts';
import { parseKeyRing } from '../src/credentials/key-ring.ts';
import { systemClock } from '../src/system/system-clock.ts';

const { applyPage, aSkip } = samples;

let server: ThrowawayServer | null = null;
const runners: Runner[] = [];

/** A gateway as each process of a deployment has it, on a database that they share. */
const openProcess = async () => {
  const ring = parseKeyRing(`test:${Buffer.alloc(32, 7).toString('base64')}`);
  if (!ring.ok || server === null) throw new Error('nothing to open');
  const { store, queue, close } = await openPostgresStore({ url: server.url });
  const runner = createRunner({
    configuration: {
      followRedirects: false,
      production: true,
      apps: { byCrm: {}, redirectUris: [] },
    },
    opened: { workspaces: [{ name: 'default', store, queue }], close },
    ring: ring.value,
    clock: systemClock,
    report: () => undefined,
  });
  runners.push(runner);
  const gateway = createGateway({
    workspaces: new Map([['default', { ...runner, accounts: createAccounts(runner) }]]),
    clock: systemClock,
    tokens: null,
    operations: null,
    whileWanted,
    origins: [],
    mode: 'production',
    log: () => undefined,
  });
  return { gateway, store: runner.store };
};

type Process = Awaited<ReturnType<typeof openProcess>>;

let secret = '';
let one: Process;
let other: Process;

/** Opens a stream that goes on after a cursor; it is let in by the time this is done. */
const open = async ({ gateway }: Process, after: string | null, credential = secret) => {
  const leaving = new AbortController();
  const query = `subscription S($after: String) { outcomeRecorded(after: $after) { id } }`;
  const response = await gateway.fetch(
    new Request('http://localhost/graphql', {
      method: 'POST',
      signal: leaving.signal,
      headers: {
        authorization: `Bearer ${credential}`,
        'content-type': 'application/json',
        accept: 'text/event-stream',
      },
      body: JSON.stringify({ query, variables: { after } }),
    }),
  );
  expect(response.status).toBe(200);
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
  return { reader, leave: () => leaving.abort() };
};

/** Reads `count` events of a stream, and leaves it. */
const read = async ({ reader, leave }: Awaited<ReturnType<typeof open>>, count: number) => {
  let text = '';
  while ((text.match(/^data: .+\n$/gmu) ?? []).length < count) {
    const { done, value } = (await reader?.read()) ?? { done: true, value: '' };
    if (done) break;
    text += value;
  }
  leave();
  const events = [...text.matchAll(/^data: (.+)$/gmu)].map(([, data]) => JSON.parse(data ?? ''));
  return {
    ids: events.map((event) => event.data?.outcomeRecorded.id as string),
    cursor: events.at(-1)?.extensions?.cursor as string,
    code: events.at(-1)?.errors?.[0].extensions.code as unknown,
  };
};

const listen = async (process: Process, after: string | null, count: number) =>
  read(await open(process, after), count);

beforeAll(async () => {
  server = await createThrowawayServer();
  if (server === null) return;
  one = await openProcess();
  other = await openProcess();
  secret = (await ensureApiKey('default', { store: one.store, clock: systemClock })) ?? '';
}, 60_000);

afterAll(async () => {
  await Promise.all(runners.map((runner) => runner.close()));
  await server?.stop();
});

describe('gateways of several processes', () => {
  it('tell of what another one recorded, from any place on', async ({ skip }) => {
    if (server === null) skip();
    const start = await one.store.lastChange();
    const after = Buffer.from(JSON.stringify(['changes', start])).toString('base64url');
    const heard = listen(other, after, 3);
    await applyPage(one.store, { skipped: [aSkip({ id: 's1' })] });
    await applyPage(one.store, { skipped: [aSkip({ id: 's2' })] });
    await applyPage(other.store, { skipped: [aSkip({ id: 's3' })] });
    const { ids, cursor } = await heard;
    expect(ids).toEqual(['s1', 's2', 's3']);
    await applyPage(other.store, { skipped: [aSkip({ id: 's4' })] });
    expect((await listen(one, cursor, 1)).ids).toEqual(['s4']);
    expect((await listen(other, cursor, 1)).ids).toEqual(['s4']);
  });

  it('end the streams of a key that another one revoked', async ({ skip }) => {
    if (server === null) skip();
    const parts = { store: one.store, clock: systemClock };
    const key = { name: 'leaver', role: 'viewer', workspace: 'default' } as const;
    const made = await createApiKey(key, parts);
    const streams = await Promise.all([
      open(one, null, made.secret),
      open(other, null, made.secret),
    ]);
    await revokeApiKey(made.apiKey.id, parts);
    const ends = await Promise.all(streams.map((stream) => read(stream, 1)));
    expect(ends.map(({ code }) => code)).toEqual(['UNAUTHENTICATED', 'UNAUTHENTICATED']);
  });
});
