import { once } from 'node:events';
import { connect } from 'node:net';
import { afterAll, describe, expect, it } from 'vitest';
import { startGateway } from '../src/roles/gateway.ts';
import { systemClock } from '../src/system/system-clock.ts';

const seen: string[] = [];
const errors: unknown[] = [];
const role = await startGateway({
  host: '127.0.0.1',
  port: 0,
  handle: (request) => {
    seen.push(request.url);
    return new Response('fine');
  },
  isReady: async () => true,
  onError: (error) => errors.push(error),
  clock: systemClock,
  answerMaxMs: 10_000,
});
afterAll(() => role.close());

const send = async (line: string, ...headers: string[]): Promise<string> => {
  const socket = connect(Number(new URL(role.url).port), '127.0.0.1');
  socket.write(`${[`${line} HTTP/1.1`, 'connection: close', ...headers].join('\r\n')}\r\n\r\n`);
  socket.setEncoding('utf8');
  let answer = '';
  socket.on('data', (text: string) => (answer += text));
  await once(socket, 'close');
  return answer;
};

describe('a request that no client of ours sends', () => {
  it.each(['[', 'a b', '@', 'http://x', '', ':99999999'])(
    'is answered whatever host it names: %j',
    async (host) => {
      expect(await send('GET /graphql', `host: ${host}`)).toMatch(/^HTTP\/1.1 200 /u);
      expect(seen.at(-1)).toBe('http://localhost/graphql');
    },
  );

  it.each(['//', '//[/graphql', '///x', '/%', '/\u007f'])(
    'is answered whatever path it asks for: %j',
    async (path) => {
      expect(await send(`GET ${path}`, 'host: localhost')).toMatch(/^HTTP\/1.1 (?:200|400) /u);
    },
  );

  it('may name the whole address, as one through a proxy does', async () => {
    const line = 'GET http://concord.example:99/graphql?query=x';
    expect(await send(line, 'host: concord.example')).toMatch(/^HTTP\/1.1 200 /u);
    expect(seen.at(-1)).toBe('http://localhost/graphql?query=x');
  });

  it.each(['*', 'http://[', 'http://', 'ftp://x/y', 'http://u:p@'])(
    'is refused without a path: %j',
    async (target) => {
      expect(await send(`OPTIONS ${target}`, 'host: localhost')).toMatch(/^HTTP\/1.1 400 /u);
    },
  );

  it('is refused when it asks to be sent back', async () => {
    const answer = await send('TRACE /graphql', 'host: localhost', 'authorization: Bearer x');
    expect(answer).toMatch(/^HTTP\/1.1 405 /u);
    expect(answer).toMatch(/^allow: GET, HEAD, POST, OPTIONS\r$/mu);
    expect(answer).not.toContain('Bearer');
  });

  it('may carry a header by the name of a prototype', async () => {
    const answer = await send('GET /graphql', 'host: localhost', '__proto__: x', 'constructor: y');
    expect(answer).toMatch(/^HTTP\/1.1 200 /u);
  });

  it('is no error of ours', () => {
    expect(errors).toEqual([]);
  });
});
