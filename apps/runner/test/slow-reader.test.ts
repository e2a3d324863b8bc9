import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { createTestClock, type TestClock } from '@concord/testkit';
import { afterEach, describe, expect, it } from 'vitest';
import { startGateway, type GatewayRole } from '../src/roles/gateway.ts';

const mb = 1_048_576;
const told = 64 * mb;
const eventSize = 16_384;

/** What the machine itself takes of a connection before its reader does. */
const machineMax = 16 * mb;

/** Events, of which each is made when it is asked for, and how much was made. */
const createEvents = () => {
  const state = { made: 0, isLeft: false };
  const stream = new ReadableStream<Uint8Array>({
    pull: (controller) => {
      state.made += eventSize;
      controller.enqueue(new Uint8Array(eventSize).fill(97));
      if (state.made === told) controller.close();
    },
    cancel: () => void (state.isLeft = true),
  });
  return { state, stream };
};

/** Takes so much from a connection and hardly more, piece by piece. */
const take = async (socket: Socket, size: number): Promise<void> => {
  for (let taken = 0; taken < size;) {
    socket.resume();
    const [piece] = (await once(socket, 'data')) as [Buffer];
    socket.pause();
    taken += piece.length;
  }
};

const serve = (stream: ReadableStream, clock: TestClock): Promise<GatewayRole> =>
  startGateway({
    host: '127.0.0.1',
    port: 0,
    handle: () => new Response(stream, { headers: { 'content-type': 'text/event-stream' } }),
    isReady: async () => true,
    onError: () => {},
    clock,
    answerMaxMs: 10_000,
  });

describe('a reader that takes a piece at a time', () => {
  let role: GatewayRole | undefined;
  let socket: Socket | undefined;
  afterEach(async () => {
    socket?.destroy();
    await role?.close();
  });

  it('is told no faster than it reads', async () => {
    const { state, stream } = createEvents();
    role = await serve(stream, createTestClock());
    socket = connect(Number(new URL(role.url).port), '127.0.0.1');
    socket.write('GET /graphql HTTP/1.1\r\nhost: localhost\r\n\r\n');
    for (const size of [mb, mb, mb]) {
      await take(socket, size);
      expect(state.made).toBeLessThan(3 * mb + machineMax);
    }
    socket.destroy();
    await expect.poll(() => state.isLeft).toBe(true);
    expect(state.made).toBeLessThan(told);
  });

  it('is let go once it has taken nothing for a minute', async () => {
    const { state, stream } = createEvents();
    const clock = createTestClock();
    role = await serve(stream, clock);
    socket = connect(Number(new URL(role.url).port), '127.0.0.1');
    socket.pause();
    socket.write('GET /graphql HTTP/1.1\r\nhost: localhost\r\n\r\n');
    await expect.poll(() => state.made).toBeGreaterThan(mb);
    await clock.advance(59_999);
    expect(state.isLeft).toBe(false);
    // The machine may have taken more meanwhile: the minute begins with the last piece.
    const passMinute = async () => {
      await clock.advance(60_000);
      return state.isLeft;
    };
    await expect.poll(passMinute).toBe(true);
    expect(state.made).toBeLessThan(told);
  });
});
