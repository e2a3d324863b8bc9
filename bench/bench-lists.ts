import type { GatewaySizes, Served } from './bench-gateway.ts';
import { toResult } from './result.ts';
import type { Result } from './result.ts';
import { runStep } from './run-step.ts';
import type { Measurement } from './run-step.ts';
import { startStep } from './start-step.ts';

const perSecond = 50;

/** Of a hundred answers, all but one come as soon. */
const p99 = { is: 'at most', of: 50 } as const;

const line = (name: string, { ms }: Measurement, goal: Result['goal']): Result =>
  toResult({ name, figure: ms, unit: 'ms', goal });

const asked = (measured: Readonly<Record<string, Measurement>>): Result[] => {
  const { all, middle, ...kinds } = measured;
  if (all === undefined || middle === undefined) throw new Error('nothing was asked');
  return [
    toResult({ name: 'questions beside a read', figure: all.records, unit: '', goal: null }),
    line('lists and explain: half within', middle, null),
    line('lists and explain: p99', all, p99),
    ...Object.entries(kinds).map(([kind, one]) => line(`${kind}: p99`, one, p99)),
  ];
};

/** Lists and `explain` at an even pace beside a running read, beside the same rows by plain SQL. */
export async function benchLists({ settings }: Served, sizes: GatewaySizes): Promise<Result[]> {
  const load = { ...settings, PER_SECOND: String(perSecond), SECONDS: String(sizes.seconds) };
  const sync = await startStep('sync-beside', settings);
  try {
    const floor = await runStep('floor-lists', load);
    const measured = await runStep('load-gateway', load);
    return [
      ...(floor['all'] === undefined
        ? []
        : [line('the same rows by plain SQL: p99', floor['all'], null)]),
      ...asked(measured),
    ];
  } finally {
    await sync.stop();
  }
}
