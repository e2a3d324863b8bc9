import { once } from 'node:events';
import { createConnection, createServer, type AddressInfo } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import { startLossyProxy } from '../src/lossy-proxy.ts';

describe('a lossy proxy', () => {
  it('lets what is asked arrive and loses the answer', async () => {
    const heard: string[] = [];
    const server = createServer((socket) => {
      socket.on('data', (asked) => {
        heard.push(String(asked));
        socket.write('done');
      });
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    const proxy = await startLossyProxy({
      listen: { port: 0 },
      target: { port, host: '127.0.0.1' },
      fateOf: (asked) =>
        String(asked) === 'lose' ? { delayMs: 0, losesAnswer: () => true } : null,
    });
    onTestFinished(async () => {
      await proxy.close();
      server.close();
    });
    const client = createConnection({ port: proxy.port, host: '127.0.0.1' });
    client.write('keep');
    expect(String((await once(client, 'data'))[0])).toBe('done');
    client.write('lose');
    await once(client, 'close');
    expect(heard).toEqual(['keep', 'lose']);
  });

  it('breaks before what is asked arrives', async () => {
    const heard: string[] = [];
    const server = createServer((socket) =>
      socket.on('data', (asked) => heard.push(String(asked))),
    );
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    const proxy = await startLossyProxy({
      listen: { port: 0 },
      target: { port, host: '127.0.0.1' },
      fateOf: () => ({ delayMs: 0, isLost: true, losesAnswer: null }),
    });
    onTestFinished(async () => {
      await proxy.close();
      server.close();
    });
    const client = createConnection({ port: proxy.port, host: '127.0.0.1' });
    client.write('never');
    await once(client, 'close');
    expect(heard).toEqual([]);
  });
});
