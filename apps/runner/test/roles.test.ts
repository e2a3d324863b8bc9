import { once } from 'node:events';
import { createMemoryQueue } from '@concord/core/memory-store';
import { afterEach, describe, expect, it } from 'vitest';
import { startGateway, type GatewayRole } from '../src/roles/gateway.ts';
import { runScheduler } from '../src/roles/scheduler.ts';
import { runWorker } from '../src/roles/worker.ts';
import { systemClock } from '../src/system/system-clock.ts';

const tick = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

describe('runWorker', () => {
  const bells = [
    { work: 'read', connectionId: 'one' },
    { work: 'write', connectionId: 'two' },
    { work: 'background', connectionId: 'three' },
  ] as const;

  it('answers each bell with its run', async () => {
    const queue = createMemoryQueue(systemClock);
    const stop = new AbortController();
    const ran: string[] = [];
    const run = (kind: string) => async (connectionId: string) => {
      ran.push(`${kind} ${connectionId}`);
      return null;
    };
    const engine = {
      runRead: run('read'),
      runWrite: run('write'),
      runBackground: run('background'),
    };
    const worked = runWorker({ engine, queue }, stop.signal);
    for (const bell of bells) await queue.ring(bell);
    await tick();
    stop.abort();
    await worked;
    expect(ran).toEqual(['read one', 'write two', 'background three']);
  });

  it('lets the batch at hand end before it stops', async () => {
    const queue = createMemoryQueue(systemClock);
    const stop = new AbortController();
    const batch = Promise.withResolvers<null>();
    const seen: string[] = [];
    const engine = {
      runRead: async () => null,
      runBackground: async () => null,
      runWrite: async (_: string, signal: AbortSignal) => {
        signal.addEventListener('abort', () => seen.push('told to stop'));
        const run = await batch.promise;
        seen.push('batch ended');
        return run;
      },
    };
    const worked = runWorker({ engine, queue }, stop.signal).then(() => seen.push('stopped'));
    await queue.ring(bells[1]);
    stop.abort();
    await tick();
    batch.resolve(null);
    await worked;
    expect(seen).toEqual(['told to stop', 'batch ended', 'stopped']);
  });
});

describe('runScheduler', () => {
  it('rings every 15 seconds, also after a tick that failed (R-TIME-1)', async () => {
    const stop = new AbortController();
    const slept: number[] = [];
    const errors: unknown[] = [];
    const engine = {
      ringDue: async () => {
        if (slept.length === 1) throw new Error('no database');
      },
    };
    const clock = {
      ...systemClock,
      sleep: async (ms: number) => {
        slept.push(ms);
        if (slept.length === 3) stop.abort();
      },
    };
    await runScheduler({ engine, clock, onError: (error) => errors.push(error) }, stop.signal);
    expect(slept).toEqual([15_000, 15_000, 15_000]);
    expect(errors).toHaveLength(1);
  });
});

describe('startGateway', () => {
  let role: GatewayRole | null = null;
  afterEach(() => role?.close());

  const open = async (
    handle: (request: Request) => Promise<Response>,
    isReady = true,
  ): Promise<string> => {
    role = await startGateway({
      host: '127.0.0.1',
      port: 0,
      handle,
      isReady: async () => isReady,
      onError: () => undefined,
      clock: systemClock,
      answerMaxMs: 10_000,
    });
    return role.url;
  };

  it('is alive without a database, and then not ready', async () => {
    const url = await open(async () => new Response('no'), false);
    expect((await fetch(`${url}/health`)).status).toBe(200);
    expect((await fetch(`${url}/ready`)).status).toBe(503);
  });

  it('is ready with a database', async () => {
    const url = await open(async () => new Response('no'));
    expect((await fetch(`${url}/ready`)).status).toBe(200);
  });

  it('hands method, path, headers and body on, and the answer back', async () => {
    const url = await open(async (request) =>
      Response.json(
        {
          method: request.method,
          path: new URL(request.url).pathname,
          header: request.headers.get('authorization'),
          body: await request.text(),
        },
        { status: 201 },
      ),
    );
    const response = await fetch(`${url}/graphql?x=1`, {
      method: 'POST',
      body: 'whole',
      headers: { authorization: 'Bearer key' },
    });
    expect([response.status, await response.json()]).toEqual([
      201,
      { method: 'POST', path: '/graphql', header: 'Bearer key', body: 'whole' },
    ]);
  });

  it('forbids framing, sniffing and caching', async () => {
    const url = await open(async () => Response.json({}));
    const { headers } = await fetch(`${url}/graphql`);
    expect(Object.fromEntries(headers)).toMatchObject({
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
      'referrer-policy': 'no-referrer',
      'content-security-policy': "default-src 'none'",
      'cache-control': 'no-store',
    });
  });

  it('streams, and stops the stream when its reader goes', async () => {
    const cancelled = Promise.withResolvers<void>();
    const url = await open(
      async () =>
        new Response(
          new ReadableStream({
            start: (controller) => controller.enqueue(new TextEncoder().encode('first')),
            cancel: () => cancelled.resolve(),
          }),
        ),
    );
    const reader = new AbortController();
    const response = await fetch(url, { signal: reader.signal });
    const first = await response.body?.getReader().read();
    expect(new TextDecoder().decode(first?.value)).toBe('first');
    reader.abort();
    await cancelled.promise;
  });

  it('stops a stream whose reader went before it came', async () => {
    const asked = Promise.withResolvers<void>();
    const cancelled = Promise.withResolvers<void>();
    const url = await open(async ({ signal }) => {
      asked.resolve();
      await once(signal, 'abort');
      return new Response(new ReadableStream({ cancel: () => cancelled.resolve() }));
    });
    const reader = new AbortController();
    const answered = fetch(url, { signal: reader.signal });
    await asked.promise;
    reader.abort();
    await expect(answered).rejects.toThrow('abort');
    await cancelled.promise;
  });

  it('sends bytes of a known length as they are', async () => {
    const bytes = Uint8Array.from({ length: 256 }, (_, at) => at);
    const url = await open(
      async () => new Response(bytes, { headers: { 'content-length': '256' } }),
    );
    expect(await (await fetch(url)).bytes()).toEqual(bytes);
  });

  it('survives a handler that throws', async () => {
    const url = await open(async (request) => {
      if (request.url.endsWith('/bad')) throw new Error('broken');
      return new Response('fine');
    });
    await expect(fetch(`${url}/bad`)).rejects.toThrow('fetch failed');
    expect(await (await fetch(`${url}/good`)).text()).toBe('fine');
  });
});
