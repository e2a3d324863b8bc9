import type { IncomingMessage } from 'node:http';

const hasBody = (method: string): boolean => method !== 'GET' && method !== 'HEAD';

/** A node request as the fetch standard's; its signal aborts when the caller goes away. */
export const toRequest = (
  incoming: IncomingMessage,
  body: ReadableStream<Uint8Array>,
  signal: AbortSignal,
): Request => {
  const headers = new Headers();
  for (const [name, value] of Object.entries(incoming.headersDistinct)) {
    for (const one of value ?? []) headers.append(name, one);
  }
  const method = incoming.method ?? 'GET';
  const url = new URL(incoming.url ?? '/', `http://${incoming.headers.host ?? 'localhost'}`);
  if (!hasBody(method)) return new Request(url, { method, headers, signal });
  const streamed = { body, duplex: 'half' };
  return new Request(url, { method, headers, signal, ...streamed });
};
