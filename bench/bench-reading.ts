import { toResult } from './result.ts';
import type { Result } from './result.ts';
import { runStep } from './run-step.ts';
import type { Measurement } from './run-step.ts';
import type { Simulator } from './start-simulator.ts';

export interface ReadingBench {
  readonly simulator: Simulator;
  readonly settings: Readonly<Record<string, string>>;
  readonly contacts: number;
}

/** Peak memory of the smallest read so far, which larger ones are held against. */
let smallestPeakMb: number | null = null;

const rate = ({ records, ms }: Measurement) => (records / ms) * 1000;

function memory(contacts: number, peakMb: number): Result {
  const name = `read ${contacts}: peak memory`;
  smallestPeakMb ??= peakMb;
  const growth = peakMb - smallestPeakMb;
  if (growth === 0) return toResult({ name, figure: peakMb, unit: 'MB', goal: null });
  return toResult({
    name: `${name} over that of the smaller read`,
    figure: growth,
    unit: 'MB',
    goal: { is: 'at most', of: 64 },
  });
}

/** Reads everything into PostgreSQL, beside a plain script that does no more than that. */
export async function benchReading(bench: ReadingBench): Promise<Result[]> {
  const { contacts, settings, simulator } = bench;
  const { read: floor } = await runStep('floor-read', settings);
  const before = await simulator.calls();
  const { read } = await runStep('engine-read', settings);
  const calls = (await simulator.calls()) - before;
  if (floor === undefined || read === undefined) throw new Error('a step measured nothing');
  const name = `read ${contacts}`;
  return [
    toResult({ name: `${name}: plain script`, figure: rate(floor), unit: 'records/s', goal: null }),
    toResult({ name: `${name}: Concord`, figure: rate(read), unit: 'records/s', goal: null }),
    toResult({
      name: `${name}: ratio to the plain script`,
      figure: rate(read) / rate(floor),
      unit: '',
      goal: { is: 'at least', of: 0.2 },
    }),
    toResult({
      name: `${name}: API calls per 1,000`,
      figure: (calls / read.records) * 1000,
      unit: '',
      goal: { is: 'at most', of: 0.7 },
    }),
    memory(contacts, read.peakMb),
  ];
}
