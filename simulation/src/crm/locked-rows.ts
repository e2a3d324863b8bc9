import type { Connector, WriteResult } from '@concord/core/contract';
import { createSyncError } from '@concord/core/contract';
import type { SeededRandom } from '@concord/testkit/simulator';
import { refusingRows } from './refusing-rows.ts';

const locked = (): WriteResult => ({
  ok: false,
  error: createSyncError('somebody else works on the record', {
    code: 'unavailable',
    reason: 'locked',
    retry: 'later',
    effect: 'none',
  }),
});

/** Whose rows are locked, and how many of a hundred times a hundredth. */
export interface Locks {
  readonly random: SeededRandom;
  readonly share: () => number;
}

/** As in Salesforce, single records of a call may be locked while others are written. */
export const lockingRows = (connector: Connector, { random, share }: Locks): Connector =>
  refusingRows(connector, () => (random.chance(share()) ? locked() : null));
