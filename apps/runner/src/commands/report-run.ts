import { noCounts, type Run, type RunCounts } from '@concord/core/ports';
import { formatTable } from '../screen/format-table.ts';
import { print } from '../screen/print.ts';
import { createProblem } from '../screen/problem.ts';

const columns = Object.keys(noCounts) as (keyof RunCounts)[];

const rowsOf = ({ counts }: Run): (string | number)[][] =>
  Object.entries(counts).map(([object, count]) => [object, ...columns.map((name) => count[name])]);

/** Prints what a run did; throws what ended it early. */
export const reportRun = (kind: string, run: Run | null): void => {
  if (run === null) return print(`${kind}: nothing was due, or another process is at it.`);
  print(`${kind}: ${run.apiCalls} requests`);
  print(formatTable(['object', ...columns], rowsOf(run)));
  if (run.failure !== null) throw createProblem(run.failure.message, run.failure.remedy);
};
