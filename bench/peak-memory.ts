import { toResult } from './result.ts';
import type { Result } from './result.ts';

/** Shows the peak memory of reads, each held against that of the smallest. */
export function createPeakMemory(): (contacts: number, peakMb: number) => Result {
  let smallestMb: number | null = null;
  return (contacts, peakMb) => {
    const name = `read ${contacts}: peak memory`;
    if (smallestMb === null) {
      smallestMb = peakMb;
      return toResult({ name, figure: peakMb, unit: 'MB', goal: null });
    }
    return toResult({
      name: `${name} over that of the smaller read`,
      figure: peakMb - smallestMb,
      unit: 'MB',
      goal: { is: 'at most', of: 64 },
    });
  };
}
