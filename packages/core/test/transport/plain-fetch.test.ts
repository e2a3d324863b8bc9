import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { closedOrigin, createParts, errorOf, serve } from './parts.ts';

const post = { method: 'POST', body: '{"Email":"secret@acme.com"}' };

describe('plain fetch', () => {
  it('hands on an answer of any status, whole', async () => {
    const origin = await serve((_, response) => response.writeHead(503).end('down'));
    const response = await createParts().fetch(`${origin}/a`);
    expect([response.status, await response.text()]).toEqual([503, 'down']);
  });

  it('unpacks a gzipped body', async () => {
    const origin = await serve((_, response) => {
      response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync('unpacked'));
    });
    const response = await createParts().fetch(`${origin}/a`);
    expect(await response.text()).toBe('unpacked');
    expect(response.headers.get('content-encoding')).toBeNull();
  });

  it('hands on an answer without content', async () => {
    const origin = await serve((_, response) => response.writeHead(204).end());
    expect((await createParts().fetch(`${origin}/a`, post)).status).toBe(204);
  });

  it('follows no redirect', async () => {
    const origin = await serve((_, response) => {
      response.writeHead(302, { location: 'http://127.0.0.1:1/elsewhere' }).end();
    });
    expect((await createParts().fetch(`${origin}/a`)).status).toBe(302);
  });

  it.each([
    ['GET', 'none'],
    ['POST', 'unknown'],
  ])('gives up %s when no answer comes in time', async (method, effect) => {
    const { clock, fetch } = createParts({ headersMs: 7 });
    const origin = await serve(() => clock.wake(7));
    const failure = await errorOf(fetch(`${origin}/a`, { method }));
    expect(failure).toMatchObject({ code: 'unavailable', retry: 'later', effect });
  });

  it('gives up when the body stalls', async () => {
    const { clock, fetch } = createParts({ bodyMs: 9 });
    const origin = await serve((_, response) => {
      response.writeHead(200).write('half');
      clock.wake(9);
    });
    const failure = await errorOf(fetch(`${origin}/a`, post));
    expect(failure).toMatchObject({ code: 'unavailable', effect: 'unknown' });
  });

  it.each([
    ['GET', 'none'],
    ['PATCH', 'unknown'],
  ])('takes a body of %s that breaks off for no answer', async (method, effect) => {
    const origin = await serve((_, response) => {
      response.writeHead(200, { 'content-length': '100' });
      response.write('half', () => response.destroy());
    });
    const failure = await errorOf(createParts().fetch(`${origin}/a`, { method }));
    expect(failure).toMatchObject({ code: 'unavailable', retry: 'later', effect });
  });

  it('refuses a body over the limit', async () => {
    const { fetch } = createParts({ bodyBytesMax: 10 });
    const origin = await serve((_, response) => response.end('x'.repeat(11)));
    const failure = await errorOf(fetch(`${origin}/a`, post));
    expect(failure).toMatchObject({ code: 'malformed', retry: 'never', effect: 'unknown' });
  });

  it('knows that a refused connection changed nothing', async () => {
    const failure = await errorOf(createParts().fetch(`${await closedOrigin()}/a`, post));
    expect(failure).toMatchObject({ code: 'unavailable', effect: 'none' });
  });

  it('does not know what a cut connection changed', async () => {
    const origin = await serve((request) => request.socket.destroy());
    const failure = await errorOf(createParts().fetch(`${origin}/a`, post));
    expect(failure).toMatchObject({ code: 'unavailable', effect: 'unknown' });
  });

  it('gives up when told to', async () => {
    const stop = new AbortController();
    const origin = await serve(() => stop.abort());
    const failure = await errorOf(
      createParts().fetch(`${origin}/a`, { ...post, signal: stop.signal }),
    );
    expect(failure).toMatchObject({ code: 'cancelled', retry: 'later', effect: 'unknown' });
  });

  it('sends nothing once given up', async () => {
    let count = 0;
    const origin = await serve((_, response) => {
      count += 1;
      response.end();
    });
    const signal = AbortSignal.abort();
    const failure = await errorOf(createParts().fetch(`${origin}/a`, { ...post, signal }));
    expect(failure).toMatchObject({ code: 'cancelled', effect: 'none' });
    expect(count).toBe(0);
  });

  it('names no query and no body in its errors', async () => {
    const origin = await serve((request) => request.socket.destroy());
    const failure = await errorOf(createParts().fetch(`${origin}/find?q=secret@acme.com`, post));
    expect(String(failure)).toContain('POST /find');
    expect(String(failure)).not.toContain('secret');
  });
});
