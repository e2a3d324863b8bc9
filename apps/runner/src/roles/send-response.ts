import type { ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ReadableStream as WebStream } from 'node:stream/web';

// Nothing that the gateway answers is a page to be framed, sniffed, cached or to load things from.
const securityHeaders: Readonly<Record<string, string>> = {
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'no-referrer',
  'cache-control': 'no-store',
};

const isPage = (response: Response): boolean =>
  response.headers.get('content-type')?.startsWith('text/html') ?? false;

/** Sends a response of the fetch standard as it comes, streams included. */
export const sendResponse = async (response: Response, outgoing: ServerResponse): Promise<void> => {
  outgoing.statusCode = response.status;
  for (const [name, value] of Object.entries(securityHeaders)) outgoing.setHeader(name, value);
  if (!isPage(response)) outgoing.setHeader('content-security-policy', "default-src 'none'");
  for (const [name, value] of response.headers) outgoing.appendHeader(name, value);
  const body: unknown = response.body;
  if (body === null) outgoing.end();
  else await pipeline(Readable.fromWeb(body as WebStream), outgoing);
};
