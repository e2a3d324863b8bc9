import type { Clock } from '@concord/core/ports';
import type { Caller } from './caller.ts';
import type { CostShares } from './cost-shares.ts';

/** Whose share is waited for, and by what. */
export interface ShareParts {
  readonly shares: CostShares;
  readonly clock: Clock;
  readonly caller: Caller;
}

/** Takes the cost from the caller's share, as soon as there is so much of it; not for one who left. */
export const waitForShare = async (
  { shares, clock, caller }: ShareParts,
  cost: number,
  left: AbortSignal,
): Promise<void> => {
  for (;;) {
    const waitMs = await shares.draw(caller, cost);
    if (waitMs === 0) return;
    await clock.sleep(waitMs, left);
    if (left.aborted) return;
  }
};
