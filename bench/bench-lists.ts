import type { GatewaySizes, Served } from './bench-gateway.ts';
import { toResult } from './result.ts';
import type { Result } from './result.ts';
import { runStep } from './run-step.ts';
import type { Measurement } from './run-step.ts';
import { startStep } from './start-step.ts';

const perSecond = 50;

/** Reads and writes the whole time, as far as the CRM's limits of a day go. */
const sync = 'a sync within the limits of its CRM';
/** What only a simulator answers: a whole account, page upon page, without a limit. */
const read = 'a whole read without limits';

const steps = { [sync]: 'sync-beside', [read]: 'read-beside' };

/** Of a hundred answers, all but one come as soon. */
const p99 = { is: 'at most', of: 50 } as const;

const line = (name: string, { ms }: Measurement, goal: Result['goal']): Result =>
  toResult({ name, figure: ms, unit: 'ms', goal });

const asked = (beside: string, measured: Readonly<Record<string, Measurement>>): Result[] => {
  const { all, middle, ...kinds } = measured;
  if (all === undefined || middle === undefined) throw new Error('nothing was asked');
  const goal = beside === sync ? p99 : null;
  return [
    toResult({ name: `questions beside ${beside}`, figure: all.records, unit: '', goal: null }),
    line('lists and explain: half within', middle, null),
    line('lists and explain: p99', all, goal),
    ...Object.entries(kinds).map(([kind, one]) => line(`${kind}: p99`, one, goal)),
  ];
};

async function askBeside(beside: string, step: string, load: Served['settings']) {
  const running = await startStep(step, load);
  try {
    const { all } = await runStep('floor-lists', load);
    const floor = all === undefined ? [] : [line('the same rows by plain SQL: p99', all, null)];
    return [...floor, ...asked(beside, await runStep('load-gateway', load))];
  } finally {
    await running.stop();
  }
}

/**
 * Lists and `explain` at an even pace beside work on the same database. The figure to reach is that
 * beside a sync as a CRM allows it; a read without limits tells what is left under a load that
 * takes all it can get.
 */
export async function benchLists({ settings }: Served, sizes: GatewaySizes): Promise<Result[]> {
  const load = { ...settings, PER_SECOND: String(perSecond), SECONDS: String(sizes.seconds) };
  const results: Result[] = [];
  for (const [beside, step] of Object.entries(steps)) {
    results.push(...(await askBeside(beside, step, load)));
  }
  return results;
}
