import type { Clock } from '@concord/core/ports';
import { getOperationAST, GraphQLError, type DocumentNode } from 'graphql';
import type { Plugin } from 'graphql-yoga';
import type { GatewayParts } from './gateway-parts.ts';
import { type Ended, limitMs, withinTime } from './within-time.ts';

const createEnded: Readonly<Record<Ended, () => GraphQLError>> = {
  late: () =>
    new GraphQLError(`The request took longer than ${limitMs / 1000} seconds.`, {
      extensions: {
        code: 'TIMEOUT',
        remedy: 'Ask for less at once; a mutation may have been done and can safely be repeated.',
        http: { status: 503 },
      },
    }),
  left: () =>
    new GraphQLError('The caller left.', {
      extensions: { code: 'CANCELLED', http: { status: 499 } },
    }),
};

interface Asked {
  readonly document: DocumentNode;
  readonly operationName?: string | null;
  readonly contextValue?: unknown;
}

/** A mutation goes on to its end: stopped half-way, what it did would be known to nobody. */
const isQuery = ({ document, operationName }: Asked): boolean =>
  getOperationAST(document, operationName)?.operation === 'query';

/** Answers in time, and ends the work behind a query that is late or whose caller has left. */
export const limitTime = (clock: Clock, whileWanted: GatewayParts['whileWanted']): Plugin => ({
  onExecute: ({ executeFn, setExecuteFn }) => {
    setExecuteFn(async (args: Parameters<typeof executeFn>[0]) => {
      const { request } = args.contextValue as { readonly request: Request };
      const answer = await withinTime({ clock, left: request.signal }, (signal) => {
        const stoppable = { ...args, signal };
        const run = async () => executeFn(stoppable);
        return isQuery(args) ? whileWanted(signal, run) : run();
      });
      if (answer === 'late' || answer === 'left')
        return { errors: [createEnded[answer as Ended]()] };
      return answer;
    });
  },
});
