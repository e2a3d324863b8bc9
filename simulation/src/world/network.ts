import type { SimulatorReply, SimulatorRequest, SeededRandom } from '@concord/testkit/simulator';
import { journeys, spoil } from './journeys.ts';
import type { FaultReplies, Journey } from './journeys.ts';
import type { Knobs } from './knobs.ts';
import type { Lease } from '@concord/core/ports';
import type { Instance } from './instance.ts';
import type { Timeline } from './timeline.ts';
import type { Trace } from './trace.ts';

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
  readonly faults: FaultReplies;
  readonly knobsOf: (sender: Instance) => Knobs;
  readonly answer: (arrival: Arrival) => SimulatorReply;
  /** The CRM's time, for the `Date` header. */
  readonly now: () => number;
  readonly met: (state: string) => void;
}

/** The way of each process to the CRM. */
export interface Network {
  readonly fetchOf: (sender: Instance) => (url: string, init: RequestInit) => Promise<Response>;
}

/** How long a request that was given up may still be on its way, in milliseconds. */
export const lateMaxMs = 100_000;

/** A slow way out stays within the quiet period; a slow way back may outlast the time limit. */
export const outMaxMs = 40_000;
export const backMaxMs = 160_000;

/** What becomes of the next request. */
export const chooseJourney = (random: SeededRandom, knobs: Knobs): Journey => {
  for (const [journey, knob] of journeys) if (random.chance(Number(knobs[knob]))) return journey;
  return 'arrives';
};

/** How long one way takes, in milliseconds. */
export const delayMs = (random: SeededRandom, knobs: Knobs, most: number): number =>
  random.chance(knobs.slow) ? random.below(most) : 5 + random.below(150);

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
export function createNetwork(parts: NetworkParts): Network {
  const { timeline, random, trace } = parts;
  const toResponse = ({ status, headers, body }: SimulatorReply): Response => {
    const all = new Headers({ date: new Date(parts.now()).toUTCString() });
    for (const [name, value] of Object.entries(headers ?? {})) all.set(name, String(value));
    const bytes = noBody.has(status) ? [] : [Buffer.from(String(body ?? ''))];
    return { status, statusText: '', headers: all, body: bytes } as unknown as Response;
  };
  /** Takes a request to the CRM and its answer back, as far as either comes. */
  const carry = (sender: Instance, request: SimulatorRequest): Promise<SimulatorReply> =>
    new Promise((resolve, reject) => {
      const knobs = parts.knobsOf(sender);
      const journey = chooseJourney(random, knobs);
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
      const goOut = delayMs(random, knobs, outMaxMs);
      const refusal = parts.faults.refusals[journey];
      if (refusal !== undefined) return hear(goOut, () => resolve(refusal));
      if (journey === 'lost-before') return hear(goOut, () => reject(broken()));
      if (journey === 'late') hear(goOut, () => reject(broken()));
      const late = journey === 'late' ? random.below(lateMaxMs - goOut) : 0;
      timeline.at(sentAt + goOut + late, () => {
        const reply = parts.answer(arrival);
        if (journey === 'late') return;
        hear(delayMs(random, knobs, backMaxMs), () => {
          if (journey === 'lost-after') reject(broken());
          else resolve(spoil(journey, reply, parts.faults));
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
