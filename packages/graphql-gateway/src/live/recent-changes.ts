import type { Change } from '@concord/core/ports';

/** The newest changes in memory, in order. */
export interface RecentChanges {
  /** The place up to which changes were added. */
  readonly head: () => string;
  readonly add: (page: readonly Change[]) => void;
  /** Forgets all; changes after `place` follow. */
  readonly beginAt: (place: string) => void;
  /** The first change after a place; `missed` when it was forgotten, `null` when it is to come. */
  readonly after: (place: string) => Change | 'missed' | null;
}

/** How many changes are remembered, and how many ids in them. */
export interface RecentMax {
  readonly changes: number;
  readonly ids: number;
}

/** The index of the first change after a place. */
const findAfter = (changes: readonly Change[], place: string): number => {
  let low = 0;
  for (let high = changes.length; low < high;) {
    const middle = Math.floor((low + high) / 2);
    if ((changes[middle]?.cursor ?? '') > place) high = middle;
    else low = middle + 1;
  }
  return low;
};

/** A memory of bounded size. */
export const createRecentChanges = (max: RecentMax): RecentChanges => {
  let changes: Change[] = [];
  let idCount = 0;
  let floor = '';
  let head = '';

  const forgetOldest = (): void => {
    let over = 0;
    for (const { ids, cursor } of changes) {
      if (changes.length - over <= max.changes && idCount <= max.ids) break;
      idCount -= ids.length;
      floor = cursor;
      over += 1;
    }
    changes = changes.slice(over);
  };

  return {
    head: () => head,
    add: (page) => {
      changes.push(...page);
      idCount += page.reduce((sum, { ids }) => sum + ids.length, 0);
      head = page.at(-1)?.cursor ?? head;
      forgetOldest();
    },
    beginAt: (place) => {
      changes = [];
      idCount = 0;
      floor = head = place;
    },
    after: (place) => (place < floor ? 'missed' : (changes[findAfter(changes, place)] ?? null)),
  };
};
