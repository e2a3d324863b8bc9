import type { PlatformObject } from '../platform/index.ts';
import type { FailureClass } from '../policy/failure.ts';
import type { Outcome, OutcomeStatus } from './outcome.ts';

/** Narrows a list of outcomes; what is absent narrows nothing. */
export interface OutcomeFilter {
  readonly object?: PlatformObject;
  readonly connectionId?: string;
  readonly crmObject?: string;
  readonly statuses?: readonly OutcomeStatus[];
  readonly class?: string;
  readonly recordId?: string;
  readonly runId?: string;
  /**
   * In any case: part of what `searchTextOf` gives, the beginning of the CRM id, or the whole of one
   * of the record's keys.
   */
  readonly search?: string;
}

/** How many outcomes met one kind of obstacle, or have one reason. */
export interface OutcomeCount {
  readonly status: OutcomeStatus;
  /** `null` when nothing failed. */
  readonly class: FailureClass | null;
  /** `null` when nothing was skipped or waits. */
  readonly reason: Outcome['reason'];
  readonly count: number;
}

/** What a search looks in, in lower case: the words of a failure, its code and field. */
export const searchTextOf = ({ failure }: Pick<Outcome, 'failure'>): string =>
  [failure?.message, failure?.code, failure?.field]
    .filter((part) => part != null)
    .join('\n')
    .toLowerCase();
