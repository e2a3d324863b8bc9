import { catalogue } from '../platform/index.ts';
import type { PlatformObject } from '../platform/index.ts';
import type { Outcome, OutcomeCount, OutcomeFilter, ReportStore } from '../ports/index.ts';
import { searchTextOf } from '../ports/index.ts';
import { indexKey } from './index-key.ts';
import type { MemoryState } from './memory-state.ts';
import { idsByKey } from './platform-records.ts';

const objects = Object.keys(catalogue) as PlatformObject[];

const searched = (state: MemoryState, search: string | undefined) => {
  if (search === undefined) return () => true;
  const text = search.toLowerCase();
  const owners = new Set(objects.flatMap((object) => idsByKey(state, object, [text])));
  return (outcome: Outcome) =>
    searchTextOf(outcome).includes(text) ||
    outcome.crmId?.toLowerCase().startsWith(text) === true ||
    owners.has(outcome.recordId ?? '');
};

const fits = (outcome: Outcome, filter: OutcomeFilter): boolean =>
  outcome.connectionId === (filter.connectionId ?? outcome.connectionId) &&
  outcome.crmObject === (filter.crmObject ?? outcome.crmObject) &&
  (filter.statuses?.includes(outcome.status) ?? true) &&
  (filter.object === undefined || outcome.object === filter.object) &&
  (filter.class === undefined || outcome.failure?.class === filter.class) &&
  (filter.recordId === undefined || outcome.recordId === filter.recordId) &&
  (filter.runId === undefined || outcome.runId === filter.runId);

/** Every outcome that passes the filter, in no order. */
export const outcomesThatFit = (state: MemoryState, filter: OutcomeFilter): Outcome[] => {
  const holds = searched(state, filter.search);
  return [...state.outcomes.values()].filter((one) => fits(one, filter) && holds(one));
};

const kindOf = ({ status, failure, reason }: Outcome) =>
  ({ status, class: failure?.class ?? null, reason }) as const;

const textOf = (kind: Omit<OutcomeCount, 'count'>): string =>
  `${kind.status} ${kind.class ?? ''} ${kind.reason ?? ''}`;

const mostFirst = (a: OutcomeCount, b: OutcomeCount): number =>
  b.count - a.count || (textOf(a) < textOf(b) ? -1 : 1);

/** How many outcomes of each kind pass a filter. */
export const countByKind =
  (state: MemoryState): ReportStore['countByKind'] =>
  async (filter) => {
    const kinds = outcomesThatFit(state, filter).map(kindOf);
    const groups = Map.groupBy(kinds, ({ status, class: failed, reason }) =>
      indexKey(status, failed ?? '', reason ?? ''),
    );
    return [...groups.values()]
      .flatMap((group) => group.slice(0, 1).map((kind) => ({ ...kind, count: group.length })))
      .toSorted(mostFirst);
  };
