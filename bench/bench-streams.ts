import type { GatewaySizes, Served } from './bench-gateway.ts';
import { toResult } from './result.ts';
import type { Result } from './result.ts';
import { runStep } from './run-step.ts';
import { startStep } from './start-step.ts';
import type { RunningStep } from './start-step.ts';
import { only } from './bench-cycles.ts';
import { z } from 'zod';

const mb = (name: string, figure: number, most: number | null): Result =>
  toResult({
    name,
    figure,
    unit: 'MB',
    goal: most === null ? null : { is: 'at most', of: most },
  });

/** How much a process grows by streams that are open and told nothing. */
async function hold(process: RunningStep, settings: Served['settings'], count: number) {
  return runStep('hold-streams', {
    ...settings,
    GATEWAY_PID: String(process.pid),
    COUNT: String(count),
  });
}

async function benchFloor(settings: Served['settings'], count: number): Promise<Result> {
  const plain = await startStep('floor-streams', {});
  try {
    const { url } = z.object({ url: z.string() }).parse(plain.ready);
    const held = await hold(plain, { ...settings, GATEWAY_URL: url }, count);
    return mb(`${count} streams of a bare server`, only(held, 'grown').peakMb, null);
  } finally {
    await plain.stop();
  }
}

async function benchIdle({ gateway, settings }: Served, count: number): Promise<Result[]> {
  const held = await hold(gateway, settings, count);
  return [
    mb(`${count} idle subscriptions`, only(held, 'grown').peakMb, 150),
    mb(`${count} idle subscriptions: after collecting`, only(held, 'collected').peakMb, null),
  ];
}

async function benchSlow({ gateway, settings }: Served, recorded: number): Promise<Result[]> {
  const slow = await runStep('starve-streams', {
    ...settings,
    GATEWAY_PID: String(gateway.pid),
    COUNT: String(recorded),
  });
  const { records } = only(slow, 'resynced');
  const name = `${records} subscribers that do not read, ${recorded} outcomes`;
  return [
    mb(`${name}: growth`, only(slow, 'grown').peakMb, 16),
    toResult({
      name: `${name}: told to begin anew`,
      figure: only(slow, 'told').records / records,
      unit: 'of 1',
      goal: { is: 'at least', of: 1 },
    }),
  ];
}

/** What subscriptions cost the gateway in memory: idle ones, and those that do not read. */
export async function benchStreams(served: Served, sizes: GatewaySizes): Promise<Result[]> {
  return [
    await benchFloor(served.settings, sizes.subscriptions),
    ...(await benchIdle(served, sizes.subscriptions)),
    ...(await benchSlow(served, sizes.recorded)),
  ];
}
