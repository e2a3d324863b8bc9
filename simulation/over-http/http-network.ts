import type { SimulatorReply, SimulatorRequest } from '@concord/testkit/simulator';
import { Agent, fetch as undiciFetch } from 'undici';
import { origin } from '../src/world/account-door.ts';
import type { Instance } from '../src/world/instance.ts';
import { spoil } from '../src/world/journeys.ts';
import { backMaxMs, chooseJourney, delayMs, wayOut } from '../src/world/network.ts';
import type { HttpCrm } from '../src/world/http-fetch.ts';
import type { Arrival, NetworkParts } from '../src/world/network.ts';
import type { FetchOf } from '../src/world/world.ts';
import type { HttpDoor, Line } from './http-door.ts';
import type { Outstanding } from './outstanding.ts';

/** Names the trip that a request is on. */
const tripHeader = 'x-trip';

/** One request's way there and back, as it was drawn when it was sent. */
interface Trip extends Arrival {
  readonly crm: HttpCrm;
  readonly outMs: number;
  readonly lateMs: number;
  readonly backMs: number;
  /** It is where only time moves it; then it moves again. */
  readonly rest: () => void;
  readonly move: () => void;
  /** Whoever sent it has heard of it, or given it up. */
  readonly end: () => void;
}

const presenceOf = (outstanding: Outstanding): Pick<Trip, 'rest' | 'move' | 'end'> => {
  let leave: (() => void) | null = outstanding.begin();
  let isOver = false;
  const rest = () => {
    leave?.();
    leave = null;
  };
  return {
    rest,
    move: () => {
      if (!isOver) leave ??= outstanding.begin();
    },
    end: () => {
      isOver = true;
      rest();
    },
  };
};

/** A request that is about to be sent. */
interface Departure {
  readonly sender: Instance;
  readonly crm: HttpCrm;
  readonly method: string;
  /** How long the sender stood still as it was about to send. */
  readonly stoodMs: number;
}

const draw = (
  { sender, crm, method, stoodMs }: Departure,
  parts: NetworkParts,
  outstanding: Outstanding,
): Trip => {
  const { random, timeline } = parts;
  const knobs = parts.knobsOf(sender);
  const journey = chooseJourney(parts, sender);
  const { lease, sent: planIds } = sender;
  const out = wayOut(random, knobs, { journey, stoodMs });
  const backMs = delayMs(random, knobs, backMaxMs);
  const way = { journey, ...out, backMs, sentAt: timeline.now() };
  const isWriting = method !== 'GET';
  return { sender, crm, isWriting, lease, planIds, ...way, ...presenceOf(outstanding) };
};

/** What was heard: all of it, or as much as came before the connection broke. */
const readBody = async (body: AsyncIterable<Uint8Array>): Promise<AsyncIterable<Uint8Array>> => {
  const chunks: Uint8Array[] = [];
  let broken: { readonly thrown: unknown } | null = null;
  try {
    for await (const chunk of body) chunks.push(chunk);
  } catch (thrown) {
    broken = { thrown };
  }
  return (async function* tell() {
    yield* chunks;
    if (broken !== null) throw broken.thrown;
  })();
};

const agent = new Agent({ keepAliveTimeout: 300_000, headersTimeout: 0, bodyTimeout: 0 });

const send = async (url: string, init: RequestInit, trip: string): Promise<Response> => {
  const headers = new Headers(init.headers);
  headers.set(tripHeader, trip);
  const given = { ...init, headers: Object.fromEntries(headers), dispatcher: agent };
  const answer = await undiciFetch(url, given);
  const { status, statusText } = answer;
  const body = answer.body === null ? [] : await readBody(answer.body);
  // What a transport reads of an answer, and no more.
  return { status, statusText, headers: answer.headers, body } as unknown as Response;
};

/** Takes a request to the CRM and its answer back, as far as either comes. */
const receive = (trip: Trip, { request, line }: Received, parts: NetworkParts): void => {
  const { timeline } = parts;
  const { journey, sentAt, crm } = trip;
  const { faults, now, handle } = crm;
  const dated = (reply: SimulatorReply): SimulatorReply => ({
    ...reply,
    headers: { date: new Date(now()).toUTCString(), ...reply.headers },
  });
  const answer = (after: number, tell: () => void) =>
    void timeline.at(timeline.now() + after, () => {
      trip.move();
      tell();
    });
  const arrive = () => parts.arrive(trip, () => handle(request));
  const goBack = (reply: SimulatorReply) => {
    if (journey === 'lost-after') line.drop();
    else if (journey === 'truncated') line.breakOff(dated(reply));
    else line.send(dated(spoil(journey, reply, faults)));
  };
  trip.rest();
  const refusal = faults.refusals[journey];
  if (refusal !== undefined) return answer(trip.outMs, () => line.send(dated(refusal)));
  if (journey === 'lost-before') return answer(trip.outMs, line.drop);
  if (journey === 'late') {
    answer(trip.outMs, line.drop);
    return void timeline.at(sentAt + trip.outMs + trip.lateMs, arrive);
  }
  return void timeline.at(sentAt + trip.outMs, () => {
    const reply = arrive();
    answer(trip.backMs, () => goBack(reply));
  });
};

interface Received {
  readonly request: SimulatorRequest;
  readonly line: Line;
}

/** A `fetch` for each sender that ends, over sockets, at a CRM within this process. */
export const createHttpNetwork =
  (door: HttpDoor, outstanding: Outstanding) =>
  (parts: NetworkParts): FetchOf => {
    const { timeline, trace } = parts;
    const trips = new Map<string, Trip>();
    let count = 0;
    door.leadTo((request, line) => {
      const { [tripHeader]: name, ...headers } = request.headers;
      const trip = trips.get(String(name));
      if (trip === undefined) return line.drop();
      return receive(trip, { request: { ...request, headers }, line }, parts);
    });
    const travel = async (departure: Departure, url: string, init: RequestInit) => {
      const { sender } = departure;
      const name = String((count += 1));
      const trip = draw(departure, parts, outstanding);
      trips.set(name, trip);
      const { journey, sentAt } = trip;
      const target = url.replace(origin, door.url);
      trace.add(`${sentAt} ${sender.name} ${init.method} ${new URL(url).pathname} ${journey}`);
      if (journey !== 'arrives') parts.met(`journey ${journey}`);
      return send(target, init, name).finally(trip.end);
    };
    return (sender, crm) => async (url, init) => {
      const readyAt = timeline.now();
      await timeline.turn(sender, 'sends');
      const stoodMs = timeline.now() - readyAt;
      const heard = travel({ sender, crm, method: init.method ?? 'GET', stoodMs }, url, init);
      await heard.catch(() => undefined);
      await timeline.turn(sender, 'hears');
      return heard;
    };
  };
