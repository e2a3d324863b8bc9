import { describeError } from '../describe-error.ts';
import type { GatewayParts, GatewayWorkspace } from '../gateway-parts.ts';
import { type ChangeFeed, createChangeFeed } from './change-feed.ts';
import { createShareLoads, type ShareLoads } from './share-loads.ts';
import type { StreamPlaces } from './stream-places.ts';
import { createKeyWatch, type KeyWatch } from './watch-keys.ts';

/** What the subscriptions of a workspace have in common in one process. */
export interface Live {
  readonly feed: ChangeFeed;
  readonly share: ShareLoads;
  readonly keys: KeyWatch;
  readonly takePlace: () => ReturnType<StreamPlaces['take']>;
}

interface Parts extends Pick<GatewayParts, 'clock' | 'log'>, Pick<GatewayWorkspace, 'store'> {
  readonly workspace: string;
  /** Shared by all workspaces. */
  readonly places: StreamPlaces;
}

/** Nothing is read before somebody subscribes. */
export const createLive = ({ store, clock, log, workspace, places }: Parts): Live => {
  const onMiss = (error: unknown) =>
    log({ event: 'changes-read-fail', correlationId: null, ...describeError(error) });
  return {
    feed: createChangeFeed({ store, clock, onMiss }),
    share: createShareLoads(),
    keys: createKeyWatch({ store, clock, onMiss }),
    takePlace: () => places.take(workspace),
  };
};
