import type { RateLimit } from '../../src/contract/index.ts';
import type { Clock } from '../../src/ports/index.ts';

/** How requests travel and what the server allows. */
export interface LimitedServerParts {
  readonly clock: Clock;
  readonly max: number;
  readonly perMs: number;
  /** Whether its answers say what is left. */
  readonly tells: boolean;
  /** How long each request takes to arrive, and its answer to come back, in turn. */
  readonly travels: readonly { readonly thereMs: number; readonly backMs: number }[];
}

/** A server that counts requests in any stretch of time, and refuses those over its limit. */
export const createLimitedServer = ({ clock, max, perMs, tells, travels }: LimitedServerParts) => {
  const arrivals: number[] = [];
  let refused = 0;
  let asked = 0;
  const now = () => Date.parse(clock.now());
  const used = () => arrivals.filter((at) => at > now() - perMs).length;
  const take = (): boolean => {
    if (used() >= max) return false;
    arrivals.push(now());
    return true;
  };
  const send = async (): Promise<Response> => {
    const { thereMs, backMs } = travels[asked % travels.length] ?? { thereMs: 0, backMs: 0 };
    asked += 1;
    await clock.sleep(thereMs);
    const isTaken = take();
    if (!isTaken) refused += 1;
    const headers = tells ? { max: String(max), remaining: String(max - used()) } : {};
    await clock.sleep(backMs);
    return new Response(null, { status: isTaken ? 200 : 429, headers });
  };
  return {
    send,
    /** Somebody else uses one, if there is one left. */
    takeAside: () => void take(),
    refused: () => refused,
    served: () => arrivals.length,
    asked: () => asked,
  };
};

const told = (headers: Headers, name: string): number => Number(headers.get(name) ?? Number.NaN);

/** The limit as a connector declares it. */
export const limitOf = (max: number, perMs: number): RateLimit => ({
  name: 'usual',
  counts: () => true,
  max,
  perMs,
  observe: (headers) =>
    headers.has('max')
      ? { max: told(headers, 'max'), remaining: told(headers, 'remaining') }
      : null,
});
