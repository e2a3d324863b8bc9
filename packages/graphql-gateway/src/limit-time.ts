import type { Clock } from '@concord/core/ports';
import { GraphQLError } from 'graphql';
import type { Plugin } from 'graphql-yoga';

/** How long a query or a mutation may take; streams last as long as their reader stays. */
const limitMs = 10_000;

const createTooLate = () =>
  new GraphQLError(`The request took longer than ${limitMs / 1000} seconds.`, {
    extensions: {
      code: 'TIMEOUT',
      remedy: 'Ask for less at once; a mutation may have been done and can safely be repeated.',
      http: { status: 503 },
    },
  });

/** Answers in time, and tells the execution to stop. */
export const limitTime = (clock: Clock): Plugin => ({
  onExecute: ({ executeFn, setExecuteFn }) => {
    setExecuteFn(async (args: Parameters<typeof executeFn>[0]) => {
      const done = new AbortController();
      const stop = new AbortController();
      const late = clock.sleep(limitMs, done.signal).then(() => ({ errors: [createTooLate()] }));
      const stoppable = { ...args, signal: stop.signal };
      try {
        return await Promise.race([executeFn(stoppable), late]);
      } finally {
        done.abort();
        stop.abort();
      }
    });
  },
});
