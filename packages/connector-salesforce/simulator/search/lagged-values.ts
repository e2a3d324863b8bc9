import type { Change, ChangeHistory } from '@concord/testkit/simulator';
import type { Org } from '../org/org.ts';

/** What the search index does not know yet: former values by field, or null for a record it has not seen. */
export type Unindexed = ReadonlyMap<string, ReadonlyMap<string, unknown> | null>;

/** The sequence of the last change that the index knows; changes are in the order of their times. */
const lastKnown = (history: ChangeHistory, untilMs: number): number => {
  let [low, high] = [0, history.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    const [change] = history.list({ since: middle, limit: 1 });
    if (change && Date.parse(change.time) <= untilMs) low = middle + 1;
    else high = middle;
  }
  return low;
};

const forget = (
  unindexed: Map<string, Map<string, unknown> | null>,
  { object, id, kind, field, before }: Change,
): void => {
  const key = `${object}:${id}`;
  const former = unindexed.get(key);
  if (kind === 'created' || kind === 'undeleted') unindexed.set(key, null);
  else if (field !== null && former !== null) {
    unindexed.set(key, (former ?? new Map<string, unknown>()).set(field, before));
  }
};

/** The changes younger than the lag, by `object:id`, newest undone first. */
export const unindexedChanges = (org: Org): Unindexed => {
  const untilMs = org.clock.now() - org.rules.searchLagMs;
  const young = org.history.list({ since: lastKnown(org.history, untilMs) });
  const unindexed = new Map<string, Map<string, unknown> | null>();
  for (const change of young.toReversed()) forget(unindexed, change);
  return unindexed;
};
