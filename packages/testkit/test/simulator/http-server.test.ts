import { deflateSync, gzipSync } from 'node:zlib';
import { describe, expect, it, onTestFinished } from 'vitest';
import {
  createClock,
  createFaults,
  createRandom,
  createWireLog,
  type SimulatorRequest,
  startHttpServer,
} from '../../src/simulator/index.ts';

const echo = ({ body }: SimulatorRequest) => ({ status: 200, body });

const startEcho = async () => {
  const server = await startHttpServer(
    {
      handle: echo,
      controlPath: '/control/',
      control: echo,
      clock: createClock(),
      faults: createFaults(createRandom(1)),
      wire: createWireLog(),
      callerOf: () => null,
      gzip: () => false,
      bodyMaxBytes: 1000,
    },
    0,
  );
  onTestFinished(() => server.close());
  return async (encoding: string, body: Buffer) => {
    const headers = { 'content-encoding': encoding };
    const answer = await fetch(server.url, { method: 'POST', headers, body: new Uint8Array(body) });
    return [answer.status, await answer.text()];
  };
};

describe('startHttpServer', () => {
  it.each([
    ['gzip', gzipSync('hello')],
    ['deflate', deflateSync('hello')],
    ['identity', Buffer.from('hello')],
  ])('reads a body of encoding %s', async (encoding, body) => {
    const post = await startEcho();
    expect(await post(encoding, body)).toEqual([200, 'hello']);
  });

  it.each([
    ['broken', 'gzip', Buffer.from('hello'), 400],
    ['that grows too large', 'gzip', gzipSync('0'.repeat(1001)), 413],
    ['of an unknown encoding', 'lzma', Buffer.from('hello'), 415],
  ])('refuses a body %s', async (_, encoding, body, status) => {
    const post = await startEcho();
    expect(await post(encoding, body)).toEqual([status, '']);
  });
});
