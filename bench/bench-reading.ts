import type { createPeakMemory } from './peak-memory.ts';
import { toResult } from './result.ts';
import type { Result } from './result.ts';
import { runStep } from './run-step.ts';
import type { Measurement } from './run-step.ts';
import type { Scene } from './stage.ts';

/** What reading is measured on. */
export interface ReadingBench extends Scene {
  readonly contacts: number;
  readonly memory: ReturnType<typeof createPeakMemory>;
}

const rate = ({ records, ms }: Measurement) => (records / ms) * 1000;

/** Reads everything into PostgreSQL, beside a plain script that does no more than that. */
export async function benchReading(bench: ReadingBench): Promise<Result[]> {
  const { contacts, settings, simulator, memory } = bench;
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
