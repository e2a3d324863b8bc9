import type { Measurement } from '../run-step.ts';

/** Times some work that deals with so many records. */
export async function measure(work: () => Promise<number>): Promise<Measurement> {
  const began = performance.now();
  const used = process.cpuUsage();
  const records = await work();
  const ms = performance.now() - began;
  const { user, system } = process.cpuUsage(used);
  return {
    records,
    ms,
    cpuMs: (user + system) / 1_000,
    peakMb: process.resourceUsage().maxRSS / 1024,
  };
}

/** Hands measurements to the process that asked for them. */
export const report = (measurements: Readonly<Record<string, Measurement>>): void => {
  process.stdout.write(`${JSON.stringify(measurements)}\n`);
};

/** A setting of the step; steps are only run with all of theirs. */
export function setting(name: string): string {
  const value = process.env[name];
  if (value === undefined) throw new Error(`${name} is not set`);
  return value;
}

/** The middle one; half take as long or longer. */
export const median = (values: readonly number[]): number => {
  const middle = values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];
  if (middle === undefined) throw new Error('nothing was measured');
  return middle;
};
