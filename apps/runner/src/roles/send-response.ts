import { once } from 'node:events';
import type { ServerResponse } from 'node:http';

// Nothing that the gateway answers is a page to be framed, sniffed, cached or to load things from.
const securityHeaders: Readonly<Record<string, string>> = {
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'no-referrer',
  'cache-control': 'no-store',
};

const isPage = (response: Response): boolean =>
  response.headers.get('content-type')?.startsWith('text/html') ?? false;

// By its reader alone, which also streams that are not Node's own have. A caller that goes away
// ends the reading, and so the work behind it.
const sendBody = async (
  body: ReadableStream<Uint8Array>,
  outgoing: ServerResponse,
): Promise<void> => {
  const reader = body.getReader();
  const gone = new AbortController();
  outgoing.once('close', () => {
    gone.abort();
    reader.cancel().catch(() => undefined);
  });
  for (;;) {
    const { done, value } = await reader.read();
    if (done || outgoing.destroyed) break;
    if (!outgoing.write(value)) await once(outgoing, 'drain', { signal: gone.signal });
  }
  outgoing.end();
};

/** Sends a response of the fetch standard as it comes, streams included. */
export const sendResponse = async (response: Response, outgoing: ServerResponse): Promise<void> => {
  outgoing.statusCode = response.status;
  for (const [name, value] of Object.entries(securityHeaders)) outgoing.setHeader(name, value);
  if (!isPage(response)) outgoing.setHeader('content-security-policy', "default-src 'none'");
  for (const [name, value] of response.headers) outgoing.appendHeader(name, value);
  // Of a known length it is whole already: one write, without a stream in between.
  if (response.headers.has('content-length')) outgoing.end(await response.text());
  else if (response.body === null) outgoing.end();
  else await sendBody(response.body, outgoing);
};
