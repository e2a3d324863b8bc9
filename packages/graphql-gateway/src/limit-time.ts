import type { Clock } from '@concord/core/ports';
import { getOperationAST, GraphQLError, type DocumentNode } from 'graphql';
import type { Plugin } from 'graphql-yoga';
import type { GatewayParts } from './gateway-parts.ts';

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

const createLeft = () =>
  new GraphQLError('The caller left.', {
    extensions: { code: 'CANCELLED', http: { status: 499 } },
  });

interface Asked {
  readonly document: DocumentNode;
  readonly operationName?: string | null;
  readonly contextValue?: unknown;
}

/** A mutation goes on to its end: stopped half-way, what it did would be known to nobody. */
const isQuery = ({ document, operationName }: Asked): boolean =>
  getOperationAST(document, operationName)?.operation === 'query';

const whenAborted = (signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener('abort', () => resolve(), { once: true });
  });

/** Answers in time, and ends the work behind a query that is late or whose caller has left. */
export const limitTime = (clock: Clock, whileWanted: GatewayParts['whileWanted']): Plugin => ({
  onExecute: ({ executeFn, setExecuteFn }) => {
    setExecuteFn(async (args: Parameters<typeof executeFn>[0]) => {
      const { request } = args.contextValue as { readonly request: Request };
      const done = new AbortController();
      const stop = new AbortController();
      const late = clock.sleep(limitMs, done.signal).then(() => ({ errors: [createTooLate()] }));
      const left = whenAborted(request.signal).then(() => ({ errors: [createLeft()] }));
      const stoppable = { ...args, signal: stop.signal };
      const run = async () => executeFn(stoppable);
      const wanted = AbortSignal.any([request.signal, stop.signal]);
      try {
        const work = isQuery(args) ? whileWanted(wanted, run) : run();
        return await Promise.race([work, late, left]);
      } finally {
        done.abort();
        stop.abort();
      }
    });
  },
});
