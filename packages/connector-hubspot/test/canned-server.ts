import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';

/** A request as it arrived. */
export interface Seen {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  /** Parsed JSON, or the text of a body that is none; `null` for an empty one. */
  readonly body: unknown;
}

/** An answer; `body` that is not text is sent as JSON. */
export interface Canned {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
  /** Ends the connection in the middle of the body. */
  readonly cut?: boolean;
}

const parse = (text: string): unknown => {
  if (text === '') return null;
  return /^[[{]/.test(text) ? JSON.parse(text) : text;
};

/** The server's time, unless an answer says otherwise. */
export const servedAt = 'Tue, 24 Mar 2026 10:00:05 GMT';

/** A server that answers as told until the test ends, and remembers what it was asked. */
export const serveCanned = async (
  answer: (seen: Seen, index: number) => Canned,
): Promise<{ readonly url: string; readonly seen: Seen[] }> => {
  const seen: Seen[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const text = Buffer.concat(chunks).toString();
      const { method = '', url: path = '', headers } = request;
      const one = { method, path, headers, body: parse(text) };
      seen.push(one);
      const { status = 200, headers: extra = {}, body = '', cut } = answer(one, seen.length - 1);
      const bytes = typeof body === 'string' ? body : JSON.stringify(body);
      const length = Buffer.byteLength(bytes) + (cut === true ? 10 : 0);
      response.writeHead(status, {
        date: servedAt,
        'content-type': 'application/json;charset=UTF-8',
        ...(status === 204 ? {} : { 'content-length': String(length) }),
        ...extra,
      });
      if (cut === true) response.write(bytes, () => response.destroy());
      else response.end(bytes);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, seen };
};
