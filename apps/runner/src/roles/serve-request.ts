import type { Clock } from '@concord/core/ports';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createBody } from './request-body.ts';
import { sendResponse } from './send-response.ts';
import { toRequest } from './to-request.ts';

/** What a gateway serves. */
export interface Serving {
  /** Answers everything but the two health paths. */
  readonly handle: (request: Request) => Response | Promise<Response>;
  /** Whether the database answers. */
  readonly isReady: () => Promise<boolean>;
  readonly clock: Pick<Clock, 'sleep'>;
}

/** What a gateway is in the middle of. */
export interface UnderWay {
  isStopping: boolean;
  /** Event streams, each of which ends when it is aborted. */
  readonly streams: Set<AbortController>;
}

const healthOf = async (path: string, { isReady }: Serving): Promise<Response | null> => {
  if (path === '/health') return Response.json({ status: 'alive' });
  if (path !== '/ready') return null;
  const isUp = await isReady();
  return Response.json({ status: isUp ? 'ready' : 'not ready' }, { status: isUp ? 200 : 503 });
};

const answer = async (request: Request, serving: Serving): Promise<Response> =>
  (await healthOf(new URL(request.url).pathname, serving)) ?? serving.handle(request);

const isEventStream = (response: Response): boolean =>
  response.headers.get('content-type')?.startsWith('text/event-stream') ?? false;

/** Lets a gateway that stops end the stream, which would never end by itself. */
const endWith = (underWay: UnderWay, outgoing: ServerResponse, gone: AbortController): void => {
  if (underWay.isStopping) gone.abort();
  else if (!outgoing.closed) underWay.streams.add(gone);
};

/** A signal that aborts when the caller goes away before it has its answer. */
const watchCaller = (outgoing: ServerResponse, underWay: UnderWay): AbortController => {
  const gone = new AbortController();
  outgoing.once('close', () => {
    underWay.streams.delete(gone);
    // A caller that has its answer has not left.
    if (!outgoing.writableFinished) gone.abort();
  });
  return gone;
};

/** Answers one request; the connection of a gateway that stops ends with its answer. */
export const serveRequest = async (
  serving: Serving,
  underWay: UnderWay,
  { incoming, outgoing }: { readonly incoming: IncomingMessage; readonly outgoing: ServerResponse },
): Promise<void> => {
  const gone = watchCaller(outgoing, underWay);
  const body = createBody(incoming);
  const asked = toRequest(incoming, body.stream, gone.signal);
  const response = asked instanceof Request ? await answer(asked, serving) : asked;
  if (isEventStream(response)) endWith(underWay, outgoing, gone);
  if (underWay.isStopping) outgoing.setHeader('connection', 'close');
  // A caller that leaves meanwhile is noticed by the answer.
  body.runOut().catch(() => undefined);
  await sendResponse(response, outgoing, { ended: gone.signal, clock: serving.clock });
};
