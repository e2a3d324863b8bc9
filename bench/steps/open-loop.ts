import { setTimeout as wait } from 'node:timers/promises';
import type { Measurement } from '../run-step.ts';

/** An even load: so many a second, whether or not those before are answered. */
export interface Load {
  readonly perSecond: number;
  readonly seconds: number;
  /** Does the work of a turn; answers what its latency is told under. */
  readonly ask: (turn: number) => Promise<string>;
}

const percentile = (sorted: readonly number[], share: number): number =>
  sorted[Math.min(sorted.length - 1, Math.ceil(sorted.length * share) - 1)] ?? 0;

const told = (latencies: readonly number[], share: number): Measurement => ({
  records: latencies.length,
  ms: percentile(
    latencies.toSorted((a, b) => a - b),
    share,
  ),
  cpuMs: 0,
  peakMb: 0,
});

/**
 * The latencies by kind, each counted from when its turn was due, so that a stall is seen by all
 * who would have asked meanwhile: `ms` is the 99th of a hundred, under `<kind>`, and the middle one
 * of all under `middle`; all together are `all`.
 */
export async function openLoop({ perSecond, seconds, ask }: Load) {
  const byKind = new Map<string, number[]>();
  const began = performance.now();
  const asked: Promise<void>[] = [];
  for (let turn = 0; turn < perSecond * seconds; turn += 1) {
    const due = began + (turn * 1_000) / perSecond;
    const early = due - performance.now();
    if (early > 0) await wait(early);
    const note = (kind: string): void => {
      const latencies = byKind.get(kind) ?? [];
      latencies.push(performance.now() - due);
      byKind.set(kind, latencies);
    };
    asked.push(ask(turn).then(note));
  }
  await Promise.all(asked);
  const all = [...byKind.values()].flat();
  const kinds = [...byKind].map(([kind, latencies]) => [kind, told(latencies, 0.99)] as const);
  return { all: told(all, 0.99), middle: told(all, 0.5), ...Object.fromEntries(kinds) };
}
