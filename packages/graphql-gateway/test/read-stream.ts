import type { TestClock } from '@concord/testkit';
import { createClient } from 'graphql-sse';
import { url } from './fixture.ts';

/** What a stream tells. */
interface Told {
  // A test reads into events whose shape its own query decides.
  // oxlint-disable-next-line typescript/no-explicit-any
  readonly data: any;
  readonly code: unknown;
  readonly cursor: unknown;
}

/** A subscription as a program that is not ours reads it. */
export interface Reader {
  /** The next event; `null` when the stream has ended. */
  readonly next: () => Promise<Told | null>;
  readonly leave: () => Promise<unknown>;
}

interface Served {
  readonly fetchFn: typeof fetch;
  readonly authorization: string;
  readonly clock: TestClock;
}

/** Lets time pass until it is told to stop. */
const moveOn = async (clock: TestClock, signal: AbortSignal) => {
  while (!signal.aborted) {
    await clock.advance(250);
    await new Promise((resolve) => setImmediate(resolve));
  }
};

/** Subscribes by the graphql-sse client, in distinct connections mode. */
export const subscribe = (served: Served, query: string, variables = {}): Reader => {
  const { fetchFn, authorization, clock } = served;
  const client = createClient({ url, fetchFn, retryAttempts: 0, headers: { authorization } });
  const events = client.iterate({ query, variables });
  return {
    next: async () => {
      const moved = new AbortController();
      const moving = moveOn(clock, moved.signal);
      const { value, done } = await events.next();
      moved.abort();
      await moving;
      if (done === true) return null;
      const { data, errors, extensions } = value;
      const { code, cursor } = Object(errors?.[0]?.extensions);
      return { data, code, cursor: Object(extensions).cursor ?? cursor };
    },
    leave: async () => events.return?.(),
  };
};
