import { once } from 'node:events';
import { connect } from 'node:net';
import { afterAll, describe, expect, it } from 'vitest';
import { startRoles } from '../src/start.ts';
import { createLog } from '../src/system/log.ts';
import { createMemoryRunner, memoryConfiguration } from './memory-runner.ts';

const runner = createMemoryRunner();
const stop = new AbortController();
const parts = { runner, configuration: memoryConfiguration, log: createLog('silent') };
const { url, apiKey, stopped } = await startRoles(parts, stop.signal);
const port = Number(new URL(url ?? '').port);

afterAll(async () => {
  stop.abort();
  await stopped;
  await runner.close();
});

const head = (length: string, key = apiKey) =>
  `POST /graphql HTTP/1.1\r\nhost: localhost\r\ncontent-type: application/json\r\n` +
  `authorization: Bearer ${key}\r\n${length}\r\n\r\n`;

/** Sends everything before it listens, as many clients do; answers the status. */
const send = async (text: string): Promise<string> => {
  const socket = connect(port, '127.0.0.1');
  socket.pause();
  await new Promise<void>((resolve, reject) => {
    socket.once('error', reject);
    socket.write(text, () => resolve());
  });
  socket.resume();
  const [answer] = (await once(socket, 'data')) as [Buffer];
  socket.destroy();
  return answer.toString().slice(0, 'HTTP/1.1 000'.length);
};

const kb = 1_024;
const padded = (size: number) => `{"query":"{ __typename }","pad":"${'x'.repeat(size)}"}`;
const inChunks = (text: string) =>
  `${(text.match(/[^]{1,8192}/gu) ?? []).map((one) => `${one.length.toString(16)}\r\n${one}\r\n`).join('')}0\r\n\r\n`;
const times = Array.from({ length: 10 });

describe('a body that is too large', () => {
  it.each([300, 1_024, 8_192])('is refused and not cut off: %i kB in chunks', async (size) => {
    const text = head('transfer-encoding: chunked') + inChunks(padded(size * kb));
    for (const _ of times) expect(await send(text)).toBe('HTTP/1.1 413');
  });

  it.each([300, 1_024, 8_192])(
    'is refused and not cut off: %i kB of known length',
    async (size) => {
      const body = padded(size * kb);
      const text = head(`content-length: ${body.length}`) + body;
      for (const _ of times) expect(await send(text)).toBe('HTTP/1.1 413');
    },
  );

  it('of a stranger is answered as any request of theirs', async () => {
    const body = padded(1_024 * kb);
    const text = head(`content-length: ${body.length}`, 'wrong') + body;
    for (const _ of times) expect(await send(text)).toBe('HTTP/1.1 401');
  });

  it('is not taken in without end', async () => {
    const socket = connect(port, '127.0.0.1');
    socket.on('error', () => {});
    socket.resume();
    socket.write(head(`content-length: ${1_024 * 1_024 * kb}`));
    const piece = Buffer.alloc(1_024 * kb, 'x');
    let sent = 0;
    for (; !socket.destroyed && sent < 1_024; sent += 1) {
      await new Promise((resolve) => socket.write(piece, resolve));
    }
    expect(sent).toBeLessThan(128);
  });
});
