import type { Clock } from '@concord/core/ports';
import { getOperationAST, type DocumentNode } from 'graphql';
import type { Plugin } from 'graphql-yoga';
import { createEnded } from './create-ended.ts';
import type { GatewayParts } from './gateway-parts.ts';
import { withinTime } from './within-time.ts';

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
      if (answer === 'late' || answer === 'left') return { errors: [createEnded(answer)] };
      return answer;
    });
  },
});
