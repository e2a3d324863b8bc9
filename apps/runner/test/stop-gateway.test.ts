import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { createTestClock } from '@concord/testkit';
import { afterEach, describe, expect, it } from 'vitest';
import { startGateway } from '../src/roles/gateway.ts';

const answerMaxMs = 10_000;

const open = async (handle: () => Response | Promise<Response>) => {
  const clock = createTestClock();
  const errors: unknown[] = [];
  const role = await startGateway({
    host: '127.0.0.1',
    port: 0,
    handle,
    isReady: async () => true,
    onError: (error) => errors.push(error),
    clock,
    answerMaxMs,
  });
  return { role, clock, errors };
};

/** A handler that answers when it is told to. */
const createHeld = () => {
  const asked = Promise.withResolvers<void>();
  const answer = Promise.withResolvers<Response>();
  const handle = (): Promise<Response> => {
    asked.resolve();
    return answer.promise;
  };
  return { handle, asked: asked.promise, answer: answer.resolve };
};

const eventStream = (cancelled: () => void): Response => {
  const body = new ReadableStream({
    start: (controller) => controller.enqueue(new TextEncoder().encode(':')),
    cancel: cancelled,
  });
  return new Response(body, { headers: { 'content-type': 'text/event-stream' } });
};

describe('a gateway that stops', () => {
  let socket: Socket | undefined;
  afterEach(() => socket?.destroy());

  it('sends the answers that are under way, and ends their connections', async () => {
    const held = createHeld();
    const { role, clock } = await open(held.handle);
    const answered = fetch(role.url);
    await held.asked;
    const closed = role.close();
    await clock.advance(answerMaxMs);
    held.answer(new Response('done'));
    const response = await answered;
    expect(response.headers.get('connection')).toBe('close');
    expect(await response.text()).toBe('done');
    await closed;
  });

  it('cuts off what takes longer than an answer may', async () => {
    const held = createHeld();
    const { role, clock, errors } = await open(held.handle);
    const answered = fetch(role.url);
    await held.asked;
    const closed = role.close();
    const refused = answered.catch((error: unknown) => error);
    await clock.advance(answerMaxMs + 2_000);
    expect(String(await refused)).toContain('fetch failed');
    await closed;
    expect(errors).toEqual([]);
  });

  it('ends event streams at once', async () => {
    const cancelled = Promise.withResolvers<void>();
    const { role, errors } = await open(() => eventStream(cancelled.resolve));
    const response = await fetch(role.url);
    await role.close();
    await cancelled.promise;
    expect(await response.text()).toBe(':');
    expect(errors).toEqual([]);
  });

  it('ends an event stream that opens meanwhile', async () => {
    const held = createHeld();
    const { role } = await open(held.handle);
    const answered = fetch(role.url);
    await held.asked;
    const closed = role.close();
    const cancelled = Promise.withResolvers<void>();
    held.answer(eventStream(cancelled.resolve));
    expect(await (await answered).text()).toBe('');
    await cancelled.promise;
    await closed;
  });

  it('keeps no connection for a next request', async () => {
    const { role } = await open(() => new Response('done'));
    socket = connect(Number(new URL(role.url).port), '127.0.0.1');
    socket.write('GET / HTTP/1.1\r\nhost: localhost\r\n\r\n');
    await once(socket, 'data');
    const ended = once(socket, 'close');
    await role.close();
    await expect(ended).resolves.toEqual([false]);
  });

  it('lets a slow reader take its whole answer', async () => {
    const size = 32 * 1_048_576;
    const { role } = await open(
      () => new Response('x'.repeat(size), { headers: { 'content-length': String(size) } }),
    );
    const response = await fetch(role.url);
    const closed = role.close();
    expect((await response.text()).length).toBe(size);
    await closed;
  });
});
