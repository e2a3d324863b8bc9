import cliProgress from 'cli-progress';
import { print } from '../screen/print.ts';

/** Shows the steps of the demo: bars on a terminal, a line for each finished step elsewhere. */
export interface Progress {
  /** Does a step; `counted` shows how far it is, and the answer of `work` says how it ended. */
  readonly step: (
    title: string,
    work: (counted: (count: number) => void) => Promise<string>,
    total?: number,
  ) => Promise<void>;
}

const secondsSince = (began: number): string =>
  `${((performance.now() - began) / 1000).toFixed(1)} s`;

const createBar = (title: string, total: number): cliProgress.SingleBar => {
  const bar = new cliProgress.SingleBar({
    format: `  {bar} {value}/{total} ${title}`,
    clearOnComplete: true,
    hideCursor: true,
    barsize: 24,
  });
  bar.start(total, 0);
  return bar;
};

/** Progress on this process's standard output. */
export const createProgress = (isTerminal: boolean): Progress => ({
  step: async (title, work, total = 0) => {
    const began = performance.now();
    const bar = isTerminal && total > 0 ? createBar(title, total) : null;
    try {
      const ended = await work((count) => bar?.update(Math.min(count, total)));
      bar?.stop();
      print(`✓ ${ended} (${secondsSince(began)})`);
    } finally {
      bar?.stop();
    }
  },
});
