import type { LimitedRequest, RateLimit } from '../contract/index.ts';
import type { Clock } from '../ports/index.ts';
import { createAlarm } from './alarm.ts';
import { createElapsed } from './elapsed.ts';
import { createGauges, createPlaces, gaugesOf, noteAnswer, noteSending } from './gauges.ts';
import type { Gauge, GaugeUse } from './gauges.ts';
import { requestFailure } from './request-failure.ts';

/** Lets the requests of one connection go when the CRM will take them. */
export interface Governor {
  /**
   * Sends a request when there is a slot for it, and a place in each of its limits: first come
   * first served. Throws a `cancelled` `SyncError` when it is given up before.
   */
  readonly send: (request: LimitedRequest, sending: Sending) => Promise<Response>;
}

/** How a request is sent once it may be. */
export interface Sending {
  readonly signal: AbortSignal;
  readonly send: () => Promise<Response>;
}

/** What a connection is paced by. */
export interface GovernorParts {
  readonly limits: readonly RateLimit[];
  /** Requests at a time. */
  readonly atOnce: number;
  readonly clock: Clock;
}

/** A request that waits; it holds no slot. */
interface Waiter {
  readonly gauges: readonly Gauge[];
  readonly go: (uses: readonly GaugeUse[]) => void;
}

/** The pace of one connection, shared by all its transports. */
export const createGovernor = ({ limits, atOnce, clock }: GovernorParts): Governor => {
  const gauges = createGauges(limits);
  const elapsed = createElapsed(clock);
  const queue = new Set<Waiter>();
  let free = atOnce;

  /** Lets go whoever may, in the order of asking; answers when the next one may. */
  const letGo = (now: number): number => {
    const places = createPlaces(now);
    let nextAt = Infinity;
    for (const waiter of queue) {
      if (free === 0) return Infinity;
      const at = places.keep(waiter.gauges);
      if (at > now) nextAt = Math.min(nextAt, at);
      else begin(waiter, now);
    }
    return nextAt;
  };

  const begin = (waiter: Waiter, now: number): void => {
    queue.delete(waiter);
    free -= 1;
    waiter.go(noteSending(waiter.gauges, now));
  };

  const goOn = (): void => {
    const now = elapsed();
    alarm.set(letGo(now) - now);
  };
  const alarm = createAlarm(clock, goOn);

  const wait = (request: LimitedRequest, signal: AbortSignal): Promise<readonly GaugeUse[]> =>
    new Promise((resolve, reject) => {
      const giveUp = (): void => {
        queue.delete(waiter);
        reject(givenUp(request));
        goOn();
      };
      const go = (uses: readonly GaugeUse[]): void => {
        signal.removeEventListener('abort', giveUp);
        resolve(uses);
      };
      const waiter = { gauges: gaugesOf(gauges, request), go };
      if (signal.aborted) return reject(givenUp(request));
      signal.addEventListener('abort', giveUp, { once: true });
      queue.add(waiter);
      goOn();
    });

  return {
    send: async (request, { signal, send }) => {
      const uses = await wait(request, signal);
      try {
        const answer = await send();
        noteAnswer(uses, answer, elapsed());
        return answer;
      } finally {
        free += 1;
        goOn();
      }
    },
  };
};

const givenUp = ({ method, path }: LimitedRequest): Error =>
  requestFailure(
    { method, path: path.replace(/\?.*$/u, '') },
    'cancelled-unsent',
    'given up before it was sent',
  );
