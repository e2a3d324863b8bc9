import type { Clock } from '@concord/core/ports';
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

/** How long a caller may take nothing of what is there for it. */
const stalledMaxMs = 60_000;

/** As long as what an answer is wanted, and by what time is told. */
export interface Sending {
  readonly ended: AbortSignal;
  readonly clock: Pick<Clock, 'sleep'>;
}

/**
 * Writes a piece and waits until the caller has taken it, or nobody wants more. One that takes
 * nothing is let go: what it keeps open would be kept for good.
 */
const write = async (
  outgoing: ServerResponse,
  piece: Uint8Array,
  { ended, clock }: Sending,
): Promise<void> => {
  if (outgoing.write(piece)) return;
  const taken = new AbortController();
  void clock.sleep(stalledMaxMs, taken.signal).then(() => {
    if (!taken.signal.aborted) outgoing.destroy();
  });
  await once(outgoing, 'drain', { signal: ended }).catch(() => undefined);
  taken.abort();
};

// By its reader alone, which also streams that are not Node's own have. The end of the wish for
// more ends the reading, and so the work behind it.
const sendBody = async (
  body: ReadableStream<Uint8Array>,
  outgoing: ServerResponse,
  sending: Sending,
): Promise<void> => {
  const { ended } = sending;
  const reader = body.getReader();
  const cancel = (): void => void reader.cancel().catch(() => undefined);
  ended.addEventListener('abort', cancel, { once: true });
  if (ended.aborted) cancel();
  for (;;) {
    const { done, value } = await reader.read();
    if (done || ended.aborted) break;
    await write(outgoing, value, sending);
  }
};

/** Sends a response of the fetch standard as it comes, streams included, until nobody wants more. */
export const sendResponse = async (
  response: Response,
  outgoing: ServerResponse,
  sending: Sending,
): Promise<void> => {
  outgoing.statusCode = response.status;
  for (const [name, value] of Object.entries(securityHeaders)) outgoing.setHeader(name, value);
  if (!isPage(response)) outgoing.setHeader('content-security-policy', "default-src 'none'");
  for (const [name, value] of response.headers) outgoing.appendHeader(name, value);
  // Of a known length it is whole already: one write, without a stream in between.
  if (response.headers.has('content-length')) {
    await write(outgoing, Buffer.from(await response.arrayBuffer()), sending);
  } else if (response.body !== null) await sendBody(response.body, outgoing, sending);
  // Not before all is taken: an answer that has ended counts as idle when the server closes.
  outgoing.end();
};
