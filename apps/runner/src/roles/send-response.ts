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

/** Writes a piece and waits until the caller has taken it, or nobody wants more. */
const write = async (
  outgoing: ServerResponse,
  piece: Uint8Array,
  ended: AbortSignal,
): Promise<void> => {
  if (outgoing.write(piece)) return;
  await once(outgoing, 'drain', { signal: ended }).catch(() => undefined);
};

// By its reader alone, which also streams that are not Node's own have. The end of the wish for
// more ends the reading, and so the work behind it.
const sendBody = async (
  body: ReadableStream<Uint8Array>,
  outgoing: ServerResponse,
  ended: AbortSignal,
): Promise<void> => {
  const reader = body.getReader();
  const cancel = (): void => void reader.cancel().catch(() => undefined);
  ended.addEventListener('abort', cancel, { once: true });
  if (ended.aborted) cancel();
  for (;;) {
    const { done, value } = await reader.read();
    if (done || ended.aborted) break;
    await write(outgoing, value, ended);
  }
};

/** Sends a response of the fetch standard as it comes, streams included, until `ended` aborts. */
export const sendResponse = async (
  response: Response,
  outgoing: ServerResponse,
  ended: AbortSignal,
): Promise<void> => {
  outgoing.statusCode = response.status;
  for (const [name, value] of Object.entries(securityHeaders)) outgoing.setHeader(name, value);
  if (!isPage(response)) outgoing.setHeader('content-security-policy', "default-src 'none'");
  for (const [name, value] of response.headers) outgoing.appendHeader(name, value);
  // Of a known length it is whole already: one write, without a stream in between.
  if (response.headers.has('content-length')) {
    await write(outgoing, Buffer.from(await response.arrayBuffer()), ended);
  } else if (response.body !== null) await sendBody(response.body, outgoing, ended);
  // Not before all is taken: an answer that has ended counts as idle when the server closes.
  outgoing.end();
};
