import type { Connector, WriteResult } from '@concord/core/contract';
import { createSyncError } from '@concord/core/contract';
import type { SeededRandom } from '@concord/testkit/simulator';
import { withWrites } from '../planted/wrap.ts';

const refused = (): WriteResult => ({
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

/** Makes a call without the rows that are locked; each answer in its row's place. */
async function spare<T>(
  rows: readonly T[],
  { random, share }: Locks,
  call: (free: readonly T[]) => Promise<WriteResult[]>,
): Promise<WriteResult[]> {
  const isLocked = rows.map(() => random.chance(share()));
  const free = rows.filter((_, at) => isLocked[at] === false);
  const answers = free.length === 0 ? [] : await call(free);
  const left = answers.values();
  return isLocked.map((locked) => (locked ? refused() : (left.next().value ?? refused())));
}

/** As in Salesforce, single records of a call may be locked while others are written. */
export const lockingRows = (connector: Connector, locks: Locks): Connector =>
  withWrites(connector, ({ create, update, guard, ...write }) => ({
    ...write,
    create: {
      ...create,
      call: (context, drafts) => spare(drafts, locks, (free) => create.call(context, free)),
    },
    ...(update && {
      update: {
        ...update,
        call: (context, changes) => spare(changes, locks, (free) => update.call(context, free)),
      },
    }),
    guard:
      guard.kind === 'atomic'
        ? {
            ...guard,
            call: (context, changes) => spare(changes, locks, (free) => guard.call(context, free)),
          }
        : guard,
  }));
