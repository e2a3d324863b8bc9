import { describeError } from '../describe-error.ts';
import type { GatewayParts, GatewayWorkspace } from '../gateway-parts.ts';
import { type ChangeFeed, createChangeFeed } from './change-feed.ts';
import { createShareLoads, type ShareLoads } from './share-loads.ts';

/** What the subscriptions of a process have in common. */
export interface Live {
  readonly feed: ChangeFeed;
  readonly share: ShareLoads;
}

/** Nothing is read before somebody subscribes. */
export const createLive = ({
  store,
  clock,
  log,
}: Pick<GatewayParts, 'clock' | 'log'> & Pick<GatewayWorkspace, 'store'>): Live => {
  const onMiss = (error: unknown) =>
    log({ event: 'changes-read-fail', correlationId: null, ...describeError(error) });
  return { feed: createChangeFeed({ store, clock, onMiss }), share: createShareLoads() };
};
