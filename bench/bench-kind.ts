import { toResult } from './result.ts';
import type { Result } from './result.ts';
import { runStep } from './run-step.ts';
import type { Measurement } from './run-step.ts';
import type { Scene } from './stage.ts';

/** One kind of write. */
export interface Kind {
  readonly kind: 'managed' | 'guarded' | 'created';
  readonly name: string;
  readonly count: number;
  /** API calls per 1,000 records; `null` where only shown. */
  readonly callsMax: number | null;
  /** Records a second; `null` where the CRM's own limits set the pace. */
  readonly rateMin: number | null;
}

const rate = ({ records, ms }: Measurement) => (records / ms) * 1000;

const besideFloor = (name: string, floor: Measurement, written: Measurement): Result[] => [
  toResult({ name: `${name}: plain script`, figure: rate(floor), unit: '/s', goal: null }),
  toResult({
    name: `${name}: ratio to the plain script`,
    figure: rate(written) / rate(floor),
    unit: '',
    goal: null,
  }),
];

/** Writes of one kind, beside what a plain script made of them, where one did. */
export async function benchKind(
  { simulator, settings }: Scene,
  of: Kind,
  floor: Measurement | null,
): Promise<Result[]> {
  const { kind, name, count, callsMax, rateMin } = of;
  const before = await simulator.calls();
  const step = await runStep('engine-write', { ...settings, KIND: kind, COUNT: String(count) });
  const calls = (await simulator.calls()) - before;
  const { written, asked } = step;
  if (written === undefined || asked === undefined) throw new Error('a step measured nothing');
  return [
    toResult({ name: `${name}: asked for`, figure: rate(asked), unit: '/s', goal: null }),
    toResult({
      name: `${name}: Concord`,
      figure: rate(written),
      unit: '/s',
      goal: rateMin === null ? null : { is: 'at least', of: rateMin },
    }),
    ...(floor === null ? [] : besideFloor(name, floor, written)),
    toResult({
      name: `${name}: API calls per 1,000`,
      figure: (calls / written.records) * 1000,
      unit: '',
      goal: callsMax === null ? null : { is: 'at most', of: callsMax },
    }),
  ];
}
