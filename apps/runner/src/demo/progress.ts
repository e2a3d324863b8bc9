import cliProgress from 'cli-progress';
import { print } from '../screen/print.ts';

/** A step of the demo; `total` is how many records it deals with, where that is known. */
export interface Step {
  readonly title: string;
  readonly total?: number;
}

/** What to say of a step, its first line and those beneath it, and what came of it. */
export type Told<T> = readonly [said: readonly [string, ...string[]], value: T];

/** Shows the steps of the demo: bars on a terminal, a line for each finished step elsewhere. */
export interface Progress {
  /**
   * Does a step, whose work answers what to say of it and what came of it; further lines are those
   * of each CRM.
   */
  readonly step: <T>(
    step: Step,
    work: (counted: (count: number) => void) => Promise<Told<T>>,
  ) => Promise<T>;
}

const secondsSince = (began: number): string =>
  `${((performance.now() - began) / 1000).toFixed(1)} s`;

const startBar = ({ title, total = 0 }: Step): cliProgress.SingleBar => {
  const bar = new cliProgress.SingleBar({
    format: `  {bar} ${title}: {value} of {total}`,
    clearOnComplete: true,
    hideCursor: true,
    barsize: 24,
  });
  bar.start(total, 0);
  return bar;
};

/** Progress on standard output. */
export const createProgress = (isTerminal: boolean): Progress => ({
  step: async (step, work) => {
    const began = performance.now();
    const bar = isTerminal && step.total !== undefined ? startBar(step) : null;
    const done = work((count) => bar?.update(Math.min(count, step.total ?? 0)));
    const [[first, ...others], value] = await done.finally(() => bar?.stop());
    print(`✓ ${first} (${secondsSince(began)})`);
    for (const line of others) print(`    ${line}`);
    return value;
  },
});
