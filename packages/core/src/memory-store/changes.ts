import type { PlatformRecord } from '../platform/index.ts';
import type { Change, ChangeStore, Outcome, Run } from '../ports/index.ts';
import { indexKey } from './index-key.ts';
import type { MemoryState } from './memory-state.ts';
import { remember } from './remember.ts';

/** Changes that can be listed at least. */
const changesKept = 10_000;

const cursorOf = (count: number): string => String(count).padStart(16, '0');

const note = ({ changes }: MemoryState, change: Omit<Change, 'cursor'>): void => {
  if (change.ids.length === 0) return;
  changes.newest += 1;
  changes.kept.push(remember({ ...change, cursor: cursorOf(changes.newest) }));
  if (changes.kept.length > 2 * changesKept) changes.kept.splice(0, changesKept);
  // After the call that changes something, as commits are told of.
  for (const ring of changes.bells) void Promise.resolve().then(ring);
};

const idsOf = (items: readonly { readonly id: string }[]): string[] => [
  ...new Set(items.map(({ id }) => id)),
];

const noteAll = (
  state: MemoryState,
  records: readonly PlatformRecord[],
  isRemoval: boolean,
): void => {
  for (const [object, group] of Map.groupBy(records, (record) => record.object)) {
    note(state, { of: 'record', connectionId: null, object, isRemoval, ids: idsOf(group) });
  }
};

/** Tells of records that were stored. */
export const noteRecords = (state: MemoryState, records: readonly PlatformRecord[]): void =>
  noteAll(state, records, false);

/** Tells of records that are no more. */
export const noteRemovals = (state: MemoryState, records: readonly PlatformRecord[]): void =>
  noteAll(state, records, true);

/** Tells of outcomes that were stored. */
export const noteOutcomes = (state: MemoryState, outcomes: readonly Outcome[]): void => {
  const groups = Map.groupBy(outcomes, (one) => indexKey(one.connectionId, one.object));
  for (const group of groups.values()) {
    const { connectionId, object } = group[0] as Outcome;
    note(state, { of: 'outcome', connectionId, object, isRemoval: false, ids: idsOf(group) });
  }
};

/** Tells of a run that was stored. */
export const noteRun = (state: MemoryState, { id, connectionId }: Run): void =>
  note(state, { of: 'run', connectionId, object: null, isRemoval: false, ids: [id] });

/** The newest changes of this process. */
export const createChanges = ({ changes }: MemoryState): ChangeStore => ({
  listChanges: async ({ after, limit }) => {
    const place = /^\d{16}$/.test(after) ? Number(after) : null;
    const isKnown = place !== null && place <= changes.newest;
    if (!isKnown || changes.newest - place > changesKept) return null;
    const start = changes.kept.length - (changes.newest - place);
    return changes.kept.slice(start, start + limit);
  },
  lastChange: async () => cursorOf(changes.newest),
  onChange: async (ring) => {
    // Of its own, so that one who listens twice also ends twice.
    const bell = () => ring();
    changes.bells.add(bell);
    return async () => {
      changes.bells.delete(bell);
    };
  },
});
