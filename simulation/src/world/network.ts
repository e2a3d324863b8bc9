import type { SimulatorReply, SimulatorRequest, SeededRandom } from '@concord/testkit/simulator';
import type { Knobs } from './knobs.ts';
import type { Lease } from '@concord/core/ports';
import type { Instance } from './instance.ts';
import type { Timeline } from './timeline.ts';
import type { Trace } from './trace.ts';

/** What becomes of a request on its way. */
export type Journey =
  | 'arrives'
  | 'lost-before'
  | 'lost-after'
  | 'late'
  | 'failed-before'
  | 'failed-after'
  | 'throttled-daily'
  | 'throttled-now'
  | 'truncated'
  | 'page'
  | 'expired';

/** One request at the moment when it takes effect. */
export interface Arrival {
  readonly sender: Instance;
  readonly sentAt: number;
  /** What the sender had, when it sent it: its lease, and the plans that it had marked last. */
  readonly lease: Lease | null;
  readonly planIds: readonly string[];
  readonly journey: Journey;
  readonly request: SimulatorRequest;
}

/** What a network stands on. */
export interface NetworkParts {
  readonly timeline: Timeline;
  readonly random: SeededRandom;
  readonly trace: Trace;
  readonly knobsOf: (sender: Instance) => Knobs;
  readonly answer: (arrival: Arrival) => SimulatorReply;
  /** The CRM's time, for the `Date` header. */
  readonly now: () => number;
  readonly met: (state: string) => void;
}

/** How long a request that was given up may still be on its way, in milliseconds. */
const lateMaxMs = 100_000;

/** A slow way out stays within the quiet period; a slow way back may outlast the time limit. */
const outMaxMs = 40_000;
const backMaxMs = 160_000;

const journeys: readonly (readonly [Journey, keyof Knobs])[] = [
  ['lost-before', 'lostBefore'],
  ['lost-after', 'lostAfter'],
  ['late', 'late'],
  ['failed-before', 'failedBefore'],
  ['failed-after', 'failedAfter'],
  ['throttled-daily', 'throttledDaily'],
  ['throttled-now', 'throttledNow'],
  ['truncated', 'truncated'],
  ['page', 'page'],
  ['expired', 'expired'],
];

const json = (status: number, body: unknown): SimulatorReply => ({
  status,
  headers: { 'content-type': 'application/json;charset=UTF-8' },
  body: JSON.stringify(body),
});

const error = (status: number, errorCode: string, message: string) =>
  json(status, [{ errorCode, message }]);

/** Answers that stand in for the CRM's own: it has not looked at the request. */
const refusals: Partial<Record<Journey, SimulatorReply>> = {
  'failed-before': error(503, 'SERVER_UNAVAILABLE', 'try again'),
  'throttled-daily': error(403, 'REQUEST_LIMIT_EXCEEDED', 'TotalRequests Limit exceeded.'),
  'throttled-now': error(403, 'REQUEST_LIMIT_EXCEEDED', 'ConcurrentPerOrgLongTxn Limit exceeded'),
  expired: error(401, 'INVALID_SESSION_ID', 'Session expired or invalid'),
};

const spoil = (journey: Journey, reply: SimulatorReply): SimulatorReply => {
  const text = String(reply.body ?? '');
  if (journey === 'truncated') return { ...reply, body: text.slice(0, text.length / 2) };
  if (journey === 'failed-after') return error(500, 'UNKNOWN_EXCEPTION', 'something broke');
  if (journey === 'page') return { status: 200, body: '<html>We will be back soon.</html>' };
  return reply;
};

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

/** A `fetch` for each sender that ends at a CRM within this process. */
export function createNetwork(parts: NetworkParts) {
  const { timeline, random, trace } = parts;
  const toResponse = ({ status, headers, body }: SimulatorReply): Response => {
    const all = new Headers({ date: new Date(parts.now()).toUTCString() });
    for (const [name, value] of Object.entries(headers ?? {})) all.set(name, String(value));
    return new Response(noBody.has(status) ? null : String(body ?? ''), { status, headers: all });
  };
  const chooseJourney = (knobs: Knobs): Journey => {
    for (const [journey, knob] of journeys) if (random.chance(Number(knobs[knob]))) return journey;
    return 'arrives';
  };
  const delayMs = (knobs: Knobs, most: number) =>
    random.chance(knobs.slow) ? random.below(most) : 5 + random.below(150);
  /** Takes a request to the CRM and its answer back, as far as either comes. */
  const carry = (sender: Instance, request: SimulatorRequest): Promise<SimulatorReply> =>
    new Promise((resolve, reject) => {
      const knobs = parts.knobsOf(sender);
      const journey = chooseJourney(knobs);
      const sentAt = timeline.now();
      trace.add(`${sentAt} ${sender.name} ${request.method} ${request.target} ${journey}`);
      if (journey !== 'arrives') parts.met(`journey ${journey}`);
      const { lease, sent: planIds } = sender;
      const arrival = { sender, sentAt, lease, planIds, journey, request };
      const hear = (after: number, tell: () => void) => {
        timeline.at(timeline.now() + after, () => {
          if (sender.alive) void timeline.turn(sender, 'hears').then(tell);
        });
      };
      const goOut = delayMs(knobs, outMaxMs);
      const refusal = refusals[journey];
      if (refusal !== undefined) return hear(goOut, () => resolve(refusal));
      if (journey === 'lost-before') return hear(goOut, () => reject(broken()));
      if (journey === 'late') hear(goOut, () => reject(broken()));
      const late = journey === 'late' ? random.below(lateMaxMs - goOut) : 0;
      timeline.at(sentAt + goOut + late, () => {
        const reply = parts.answer(arrival);
        if (journey === 'late') return;
        hear(delayMs(knobs, backMaxMs), () => {
          if (journey === 'lost-after') reject(broken());
          else resolve(spoil(journey, reply));
        });
      });
    });
  return {
    fetchOf:
      (sender: Instance) =>
      async (url: string, init: RequestInit): Promise<Response> => {
        await timeline.turn(sender, 'sends');
        return toResponse(await carry(sender, toRequest(url, init)));
      },
  };
}
