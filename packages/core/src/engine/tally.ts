import type { Outcome, RunCounts } from '../ports/index.ts';
import { noCounts } from '../ports/index.ts';

type Counts = Readonly<Record<string, RunCounts>>;

/** Counts what a run does, by CRM object. */
export interface Tally {
  add(crmObject: string, count: keyof RunCounts, by?: number): void;
  /** Counts an outcome under its status; one with nothing to write as `unchanged`. */
  addOutcome(outcome: Outcome): void;
  counts(): Counts;
  /** Takes over counts that have been stored. */
  replace(counts: Counts): void;
}

const countOf = (outcome: Outcome): keyof RunCounts =>
  outcome.reason === 'nothing-to-write' ? 'unchanged' : outcome.status;

/** A tally that goes on from earlier counts. */
export function createTally(from: Counts = {}): Tally {
  let counts = new Map(Object.entries(from));
  const add = (crmObject: string, count: keyof RunCounts, by = 1) => {
    const old = counts.get(crmObject) ?? noCounts;
    counts.set(crmObject, { ...old, [count]: old[count] + by });
  };
  return {
    add,
    addOutcome: (outcome) => add(outcome.crmObject, countOf(outcome)),
    counts: () => Object.fromEntries(counts),
    replace: (stored) => {
      counts = new Map(Object.entries(stored));
    },
  };
}
