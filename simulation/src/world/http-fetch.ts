import type { SimulatorReply, SimulatorRequest } from '@concord/testkit/simulator';
import { spoil } from './journeys.ts';
import type { FaultReplies } from './journeys.ts';
import type { Errand } from './network.ts';

/** A CRM that is spoken to over HTTP. */
export interface HttpCrm {
  readonly faults: FaultReplies;
  readonly handle: (request: SimulatorRequest) => SimulatorReply;
  /** The CRM's time, for the `Date` header. */
  readonly now: () => number;
}

const toRequest = (url: string, init: RequestInit): SimulatorRequest => {
  const { pathname, search, searchParams, host } = new URL(url);
  return {
    method: init.method ?? 'GET',
    target: pathname + search,
    path: pathname,
    query: searchParams,
    headers: { ...Object.fromEntries(new Headers(init.headers)), host },
    body: Buffer.from(typeof init.body === 'string' ? init.body : ''),
  };
};

const broken = () =>
  new TypeError('fetch failed', {
    cause: Object.assign(new Error('other side closed'), { code: 'UND_ERR_SOCKET' }),
  });

const noBody = new Set([204, 304]);

/** A `fetch` whose requests go the way of errands. */
export function createHttpFetch(
  { faults, handle, now }: HttpCrm,
  carry: <T>(errand: Errand<T>) => Promise<T>,
) {
  const toResponse = ({ status, headers, body }: SimulatorReply): Response => {
    const all = new Headers({ date: new Date(now()).toUTCString() });
    for (const [name, value] of Object.entries(headers ?? {})) all.set(name, String(value));
    const bytes = noBody.has(status) ? [] : [Buffer.from(String(body ?? ''))];
    return { status, statusText: '', headers: all, body: bytes } as unknown as Response;
  };
  return async (url: string, init: RequestInit): Promise<Response> => {
    const request = toRequest(url, init);
    const reply = await carry<SimulatorReply>({
      name: `${request.method} ${request.target}`,
      isWriting: request.method !== 'GET',
      act: () => handle(request),
      refusal: (journey) => faults.refusals[journey] ?? null,
      spoil: (journey, answer) => spoil(journey, answer, faults),
      broken,
      signal: init.signal ?? null,
    });
    return toResponse(reply);
  };
}
