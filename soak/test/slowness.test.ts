import { describe, expect, it } from 'vitest';
import { watchSlowness } from '../src/slowness.ts';

const sample = (at: number, ranNs: number, waitedNs: number) => ({ at, ranNs, waitedNs });

describe('watchSlowness', () => {
  it('is what was waited for beside what was run since', () => {
    const read = [sample(0, 0, 0), sample(10, 100, 900), sample(20, 200, 1_200)];
    const slowness = watchSlowness(() => read.shift() ?? sample(20, 200, 1_200));
    slowness.sample();
    expect(slowness.since(10)).toBe(4);
    expect(slowness.since(5)).toBe(7);
  });

  it('is one where nothing has run since', () => {
    const slowness = watchSlowness(() => sample(0, 5, 5));
    expect(slowness.since(0)).toBe(1);
  });
});
