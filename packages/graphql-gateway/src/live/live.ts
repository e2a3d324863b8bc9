import { describeError } from '../describe-error.ts';
import type { GatewayParts, GatewayWorkspace } from '../gateway-parts.ts';
import { type ChangeFeed, createChangeFeed } from './change-feed.ts';
import { createPermissionChecks, type PermissionChecks } from './permission-checks.ts';
import { createShareLoads, type ShareLoads } from './share-loads.ts';
import type { StreamPlaces } from './stream-places.ts';
import { createKeyWatch, type KeyWatch } from './watch-keys.ts';

/** What the requests and subscriptions of a workspace have in common in one process. */
export interface Live {
  readonly feed: ChangeFeed;
  readonly share: ShareLoads;
  readonly keys: KeyWatch;
  readonly permissions: PermissionChecks;
  readonly takePlace: () => ReturnType<StreamPlaces['take']>;
}

interface Parts
  extends Pick<GatewayParts, 'clock' | 'log'>, Pick<GatewayWorkspace, 'store' | 'engine'> {
  readonly workspace: string;
  /** Shared by all workspaces. */
  readonly places: StreamPlaces;
}

/** Nothing is read before somebody subscribes. */
export const createLive = (parts: Parts): Live => {
  const { store, clock, log, workspace, places } = parts;
  const share = createShareLoads();
  const onMiss = (error: unknown) =>
    log({ event: 'changes-read-fail', correlationId: null, ...describeError(error) });
  return {
    feed: createChangeFeed({ store, clock, onMiss }),
    share,
    keys: createKeyWatch({ store, clock, onMiss }),
    permissions: createPermissionChecks({ ...parts, share }),
    takePlace: () => places.take(workspace),
  };
};
