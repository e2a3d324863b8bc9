import { only } from './bench-cycles.ts';
import { toResult } from './result.ts';
import type { Result } from './result.ts';
import { runStep } from './run-step.ts';

/** Where to measure, and on how many writes. */
export interface CostBench {
  /** Of an empty database. */
  readonly databaseUrl: string;
  readonly writes: number;
}

/**
 * What one write costs the engine and its store, the CRM answering at once: planning, and a commit
 * each for the plan, its sending and its outcome; beside three bare commits, before and after.
 */
export async function benchCost({ databaseUrl, writes }: CostBench): Promise<Result[]> {
  const settings = { DATABASE_URL: databaseUrl, ALONE: String(writes) };
  const before = only(await runStep('floor-commits', settings), 'floor');
  const own = only(await runStep('engine-own-cost', settings), 'own');
  const after = only(await runStep('floor-commits', settings), 'floor');
  return [
    toResult({ name: 'three bare commits: before', figure: before.ms, unit: 'ms', goal: null }),
    toResult({ name: 'three bare commits: after', figure: after.ms, unit: 'ms', goal: null }),
    toResult({
      name: "a write alone: the engine's own cost, half within",
      figure: own.ms,
      unit: 'ms',
      goal: { is: 'at most', of: 10 },
    }),
  ];
}
