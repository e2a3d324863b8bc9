import { toResult } from './result.ts';
import type { Result } from './result.ts';
import { runStep } from './run-step.ts';
import type { Measurement } from './run-step.ts';
import type { Simulator } from './start-simulator.ts';

export interface WritingBench {
  readonly simulator: Simulator;
  readonly settings: Readonly<Record<string, string>>;
  readonly counts: { readonly updates: number; readonly creates: number };
}

interface Kind {
  readonly kind: 'managed' | 'guarded' | 'created';
  readonly name: string;
  readonly count: number;
  /** API calls per 1,000 records; `null` where only shown. */
  readonly callsMax: number | null;
}

const rate = ({ records, ms }: Measurement) => (records / ms) * 1000;

async function benchKind(bench: WritingBench, of: Kind, floor: Measurement): Promise<Result[]> {
  const { simulator, settings } = bench;
  const before = await simulator.calls();
  const step = await runStep('engine-write', {
    ...settings,
    KIND: of.kind,
    COUNT: String(of.count),
  });
  const calls = (await simulator.calls()) - before;
  const { written, asked } = step;
  if (written === undefined || asked === undefined) throw new Error('a step measured nothing');
  const goal = of.callsMax === null ? null : ({ is: 'at most', of: of.callsMax } as const);
  return [
    toResult({ name: `${of.name}: asked for`, figure: rate(asked), unit: '/s', goal: null }),
    toResult({ name: `${of.name}: plain script`, figure: rate(floor), unit: '/s', goal: null }),
    toResult({ name: `${of.name}: Concord`, figure: rate(written), unit: '/s', goal: null }),
    toResult({
      name: `${of.name}: ratio to the plain script`,
      figure: rate(written) / rate(floor),
      unit: '',
      goal: null,
    }),
    toResult({
      name: `${of.name}: API calls per 1,000`,
      figure: (calls / written.records) * 1000,
      unit: '',
      goal,
    }),
  ];
}

/** Writes updates and creates, beside a plain script that matches and guards nothing. */
export async function benchWriting(bench: WritingBench): Promise<Result[]> {
  const { updates, creates } = bench.counts;
  const floors = await runStep('floor-write', {
    ...bench.settings,
    UPDATES: String(updates),
    CREATES: String(creates),
  });
  const kinds: readonly Kind[] = [
    { kind: 'managed', name: 'product-field updates', count: updates, callsMax: 8 },
    { kind: 'guarded', name: 'guarded updates', count: updates, callsMax: 50 },
    { kind: 'created', name: 'creates', count: creates, callsMax: null },
  ];
  const results: Result[] = [];
  for (const kind of kinds) {
    const floor = floors[kind.kind];
    if (floor === undefined) throw new Error(`no floor was measured for ${kind.name}`);
    results.push(...(await benchKind(bench, kind, floor)));
  }
  return results;
}
