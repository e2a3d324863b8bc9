import {
  createSourceEventStream,
  executeSubscriptionEvent,
  type ExecutionArgs,
  type ExecutionResult,
  mapSourceToResponseEvent,
  validateSubscriptionArgs,
  type ValidatedSubscriptionArgs,
} from 'graphql';
import type { Plugin } from 'graphql-yoga';
import { costOf } from './cost-of.ts';
import type { CostShares } from './cost-shares.ts';
import { createEnded } from './create-ended.ts';
import type { GatewayParts } from './gateway-parts.ts';
import type { GatewayContext } from './schema/builder.ts';
import { waitForShare } from './wait-for-share.ts';
import { withinTime } from './within-time.ts';

interface Parts extends Pick<GatewayParts, 'clock' | 'whileWanted'> {
  readonly shares: CostShares;
}

/** One event, answered as a query is: within the caller's share, in time, and only while wanted. */
const answerEvent = async (
  event: ValidatedSubscriptionArgs,
  { cost, ...parts }: Parts & { readonly cost: number },
): Promise<ExecutionResult> => {
  const { clock, shares, whileWanted } = parts;
  const { caller, request } = event.contextValue as GatewayContext;
  await waitForShare({ shares, clock, caller }, cost, request.signal);
  const answer = await withinTime({ clock, left: request.signal }, (wanted) =>
    whileWanted(wanted, async () =>
      executeSubscriptionEvent({ ...event, externalAbortSignal: wanted }),
    ),
  );
  return typeof answer === 'string' ? { errors: [createEnded(answer)] } : answer;
};

/** Source and events apart: others may stand on what the source does, on an event only its reader. */
const subscribe = async (args: ExecutionArgs, parts: Parts) => {
  const asked = validateSubscriptionArgs(args);
  if (!('schema' in asked)) return { errors: [...asked] };
  const source = await createSourceEventStream(asked);
  if (!(Symbol.asyncIterator in source)) return source;
  const cost = costOf(args);
  return mapSourceToResponseEvent(asked, source, (event) => answerEvent(event, { ...parts, cost }));
};

/**
 * Bounds what each event of a stream takes, as queries are bounded. One that takes too long is told
 * as an error, and the stream goes on; one that is beyond the caller's share waits for it.
 */
export const limitEvents = (parts: Parts): Plugin => ({
  onSubscribe: ({ setSubscribeFn }) => {
    setSubscribeFn((args: ExecutionArgs) => subscribe(args, parts));
  },
});
