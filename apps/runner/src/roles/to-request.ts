import type { IncomingMessage } from 'node:http';

const hasBody = (method: string): boolean => method !== 'GET' && method !== 'HEAD';

/** Of every request: what a caller takes for our name says nothing, and need not even be a name. */
const origin = 'http://localhost';

/** What precedes the path where a caller sends the whole address, as to a proxy. */
const anyOrigin = /^https?:\/\/[^/]+/iu;

const urlOf = (target: string): string | null => {
  const path = target.replace(anyOrigin, '');
  return path.startsWith('/') ? `${origin}${path}` : null;
};

const refusals = {
  noPath: { status: 400, message: 'The request names no path.', remedy: 'Ask for `/graphql`.' },
  noMethod: { status: 405, message: 'There is no such method.', remedy: 'Send a POST request.' },
};

const refuse = ({ status, message, remedy }: (typeof refusals)[keyof typeof refusals]): Response =>
  Response.json(
    { errors: [{ message, extensions: { code: 'BAD_REQUEST', remedy } }] },
    { status, ...(status === 405 && { headers: { allow: 'GET, HEAD, POST, OPTIONS' } }) },
  );

const headersOf = (incoming: IncomingMessage): Headers => {
  const headers = new Headers();
  for (const [name, value] of Object.entries(incoming.headersDistinct)) {
    for (const one of value ?? []) headers.append(name, one);
  }
  return headers;
};

/**
 * A node request as the fetch standard's, or the answer to one that it has no words for; its signal
 * aborts when the caller goes away.
 */
export const toRequest = (
  incoming: IncomingMessage,
  body: ReadableStream<Uint8Array>,
  signal: AbortSignal,
): Request | Response => {
  const { method = 'GET', url: target = '' } = incoming;
  const url = urlOf(target);
  if (url === null) return refuse(refusals.noPath);
  if (method === 'TRACE') return refuse(refusals.noMethod);
  const headers = headersOf(incoming);
  if (!hasBody(method)) return new Request(url, { method, headers, signal });
  const streamed = { body, duplex: 'half' };
  return new Request(url, { method, headers, signal, ...streamed });
};
