import { readFileSync } from 'node:fs';

/** How much slower the machine is than it would be for this process alone. */
export interface Slowness {
  /** Notes how it goes; to be called every now and then. */
  readonly sample: () => void;
  /** The slowness since some time of `Date.now()`: 1 when nothing else runs. */
  readonly since: (at: number) => number;
}

interface Sample {
  readonly at: number;
  /** How long the thread ran, and how long it was ready to run and had to wait, in nanoseconds. */
  readonly ranNs: number;
  readonly waitedNs: number;
}

/** How long samples are kept: longer than any silence is watched. */
const keptMs = 300_000;

// Linux: `run time, wait time, timeslices` of the main thread, which runs our code.
// docs.kernel.org/scheduler/sched-stats.html, read 2026-11-22
const readSample = (): Sample => {
  const [ranNs = 0, waitedNs = 0] = readFileSync('/proc/self/schedstat', 'utf8')
    .split(' ')
    .map(Number);
  return { at: Date.now(), ranNs, waitedNs };
};

/** Asks the kernel how long this process waits for a processor for each second that it runs. */
export const watchSlowness = (read: () => Sample = readSample): Slowness => {
  let samples: Sample[] = [read()];
  return {
    sample: () => {
      const one = read();
      samples = [...samples.filter(({ at }) => at > one.at - keptMs), one];
    },
    since: (at) => {
      const now = read();
      const then = samples.findLast((one) => one.at <= at) ?? samples[0] ?? now;
      const ran = now.ranNs - then.ranNs;
      return ran <= 0 ? 1 : 1 + (now.waitedNs - then.waitedNs) / ran;
    },
  };
};
