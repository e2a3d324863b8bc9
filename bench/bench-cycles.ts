import { toResult } from './result.ts';
import type { Result } from './result.ts';
import { runStep } from './run-step.ts';
import type { Measurement } from './run-step.ts';
import type { Scene } from './stage.ts';
import type { Simulator } from './start-simulator.ts';

/** Cycles over what was read already. */
export interface CyclesBench extends Scene {
  /** Records that people change between two cycles. */
  readonly changes: number;
}

/** The time between two cycles. */
const quarterMs = 900_000;

/** Records planned anew at once by a reprocess. */
const pageRecords = 1_000;

/** One measurement of a step. */
export const only = (of: Readonly<Record<string, Measurement>>, name: string): Measurement => {
  const measured = of[name];
  if (measured === undefined) throw new Error(`the step did not measure "${name}"`);
  return measured;
};

/** Calls that some work made. */
export const callsMade = async (
  simulator: Simulator,
  work: () => Promise<void>,
): Promise<number> => {
  const before = await simulator.calls();
  await work();
  return (await simulator.calls()) - before;
};

/** A cycle in which nothing changed, after one that took in whatever was left. */
export async function benchIdle(bench: Scene, callsMax: number | null): Promise<Result> {
  // What changed within the last minutes is read once more: here it is over.
  await bench.simulator.advance(quarterMs);
  await runStep('engine-cycle', bench.settings);
  await bench.simulator.advance(quarterMs);
  const calls = await callsMade(bench.simulator, async () => {
    await runStep('engine-cycle', bench.settings);
  });
  return toResult({
    name: 'a cycle without changes: API calls',
    figure: calls,
    unit: '',
    goal: callsMax === null ? null : { is: 'at most', of: callsMax },
  });
}

async function busy(bench: CyclesBench): Promise<Result[]> {
  const settings = { ...bench.settings, COUNT: String(bench.changes) };
  const changed = only(await runStep('change-records', settings), 'changed');
  const cycle = only(await runStep('engine-cycle', settings), 'cycle');
  const name = `a cycle with ${changed.records} changes`;
  return [
    toResult({ name: `${name}: read`, figure: cycle.records, unit: 'records', goal: null }),
    toResult({
      name: `${name}: our CPU time`,
      figure: cycle.cpuMs / 1_000,
      unit: 's',
      goal: { is: 'at most', of: 60 },
    }),
  ];
}

/** A mapping change over all people, while a read falls due. */
async function reprocess(bench: CyclesBench): Promise<Result[]> {
  const steps = await runStep('engine-reprocess', bench.settings);
  const late = only(steps, 'late');
  const reprocessed = only(steps, 'reprocessed');
  const name = `a reprocess of ${reprocessed.records} people`;
  return [
    toResult({
      name: `${name}: rate`,
      figure: (reprocessed.records / (late.ms + reprocessed.ms)) * 1_000,
      unit: 'records/s',
      goal: null,
    }),
    toResult({
      name: `${name}: API calls`,
      figure: only(steps, 'calls').records,
      unit: '',
      goal: { is: 'at most', of: 0 },
    }),
    toResult({
      name: `${name}: pages done after a read fell due`,
      figure: late.records / pageRecords,
      unit: '',
      goal: { is: 'at most', of: 1 },
    }),
  ];
}

/** Cycles over what was read already: idle, busy, and planned anew. */
export async function benchCycles(bench: CyclesBench): Promise<Result[]> {
  return [await benchIdle(bench, 8), ...(await busy(bench)), ...(await reprocess(bench))];
}
