import { type Instant, toInstant } from '@concord/core/contract';
import type { Run } from '@concord/core/ports';

/** How far a run is, as far as that can be known. */
export interface RunEstimate {
  /** Records that it has dealt with. */
  readonly done: number;
  /** Records it will have dealt with; `null` where the CRM does not say how many there are. */
  readonly expected: number | null;
  /** `null` where neither a pace nor an earlier run of the kind tells. */
  readonly endsAt: Instant | null;
}

/** What an estimate is made from besides the run. */
export interface EstimateFacts {
  readonly now: Instant;
  /** Records that are still to be dealt with; `null` where nobody knows. */
  readonly remaining: number | null;
  /** How long earlier runs of the same kind took. */
  readonly earlierMs: readonly number[];
}

const doneOf = ({ kind, counts }: Run): number =>
  Object.values(counts).reduce((sum, { read, ...others }) => {
    const tried = Object.values(others).reduce((total, count) => total + count, 0);
    return sum + (kind === 'write' ? tried : read);
  }, 0);

const median = (values: readonly number[]): number | null =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? null;

/** Milliseconds still to go: by the pace so far where the rest is known, else by earlier runs. */
const restMs = (elapsedMs: number, done: number, { remaining, earlierMs }: EstimateFacts) => {
  if (remaining !== null) return done === 0 ? null : (elapsedMs / done) * remaining;
  const usual = median(earlierMs);
  return usual === null ? null : Math.max(usual - elapsedMs, 0);
};

/** How far a run is and when it will end; `null` for one that has not begun or has ended. */
export const estimateRun = (run: Run, facts: EstimateFacts): RunEstimate | null => {
  if (run.startedAt === null || run.endedAt !== null) return null;
  const now = Date.parse(facts.now);
  const done = doneOf(run);
  const rest = restMs(now - Date.parse(run.startedAt), done, facts);
  return {
    done,
    expected: facts.remaining === null ? null : done + facts.remaining,
    endsAt: rest === null ? null : toInstant(now + Math.ceil(rest)),
  };
};
