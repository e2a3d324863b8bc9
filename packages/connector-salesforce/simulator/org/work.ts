import type { Change } from '@concord/testkit/simulator';
import type { Table } from '../store/table.ts';
import type { Access } from './access.ts';
import type { LongTransaction } from './long-transactions.ts';
import type { Org } from './org.ts';
import { Refusal, type RecordResult, refuse } from './record-error.ts';

/** One change of one row that can be done, undone and done again. */
export interface Step {
  readonly table: Table;
  readonly row: number;
  readonly apply: () => void;
  readonly undo: () => void;
  readonly changes: readonly Omit<Change, 'sequence' | 'time'>[];
}

/** How a caller wants its writes treated. */
export interface SaveOptions {
  /** Whether the active assignment rule runs, or the id of the rule that does (Sforce-Auto-Assign). */
  readonly assign: boolean | string;
  /** Whether a duplicate alert is passed over (Sforce-Duplicate-Rule-Header allowSave). */
  readonly allowDuplicates: boolean;
}

/** What one request does: all its steps carry one user and one stamp. */
export interface Work {
  readonly org: Org;
  readonly access: Access;
  /** Seconds since 1970, given when the statement began. */
  readonly stamp: number;
  readonly options: SaveOptions;
  /** The transaction that keeps the steps from being seen until it commits; null to commit at once. */
  readonly long: LongTransaction | null;
  readonly steps: Step[];
  /** The row of the lead that is being converted: what it becomes is no duplicate of it. */
  readonly converting?: number;
}

// Salesforce: assignment rules run unless Sforce-Auto-Assign says FALSE. developer.salesforce.com, read 2026-11-21
const usual: SaveOptions = { assign: true, allowDuplicates: false };

/** Begins a unit of work of a user. */
export const beginWork = (
  org: Org,
  userId: string,
  { options = usual, long = null }: { options?: SaveOptions; long?: LongTransaction | null } = {},
): Work => ({
  org,
  access: org.access(userId),
  stamp: Math.floor(org.clock.now() / 1000),
  options,
  long,
  steps: [],
});

/** Refuses if another transaction has changed the row and not committed. */
export const claim = (work: Work, table: Table, row: number): void => {
  const holder = work.org.locks.get(`${table.object.name}:${row}`);
  if (holder && holder !== work.long) {
    refuse(
      'UNABLE_TO_LOCK_ROW',
      `unable to obtain exclusive access to this record or 1 records: ${table.idOf(row)}`,
      { fields: [] },
    );
  }
};

/** Does a step now and remembers it. */
export const take = (work: Work, step: Step): void => {
  claim(work, step.table, step.row);
  step.apply();
  work.steps.push(step);
};

/** Undoes the steps taken since `mark`, newest first. */
export const undoTo = (work: Work, mark: number): void => {
  while (work.steps.length > mark) work.steps.pop()?.undo();
};

const hideUntilCommit = (work: Work, mark: number): void => {
  if (!work.long) return;
  const steps = work.steps.splice(mark);
  for (const step of steps.toReversed()) step.undo();
  for (const step of steps) work.org.locks.set(`${step.table.object.name}:${step.row}`, work.long);
  work.long.steps.push(...steps);
};

/** Runs one record's part of the work: on a refusal nothing of it remains. */
export const attempt = (work: Work, save: () => RecordResult): RecordResult => {
  const mark = work.steps.length;
  try {
    const result = save();
    hideUntilCommit(work, mark);
    return result;
  } catch (error) {
    undoTo(work, mark);
    if (error instanceof Refusal) return { ok: false, errors: error.errors };
    throw error;
  }
};

/** Writes what was done into the history: it is visible from here on. */
export const finishWork = (work: Work): void => {
  work.org.publish(work.steps);
  work.steps.length = 0;
};
