import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createStampOrder } from '../../simulator/store/stamp-order.ts';

const change = fc.record({
  row: fc.nat(12),
  stamp: fc.integer({ min: 1, max: 20 }),
  read: fc.boolean(),
});

describe('the order of stamps', () => {
  it('is that of sorting, whatever is changed, late, or undone', () => {
    fc.assert(
      fc.property(fc.array(change, { maxLength: 80 }), fc.nat(20), (changes, from) => {
        const stamps = new Map<number, number>();
        const order = createStampOrder((row) => stamps.get(row) ?? -1);
        for (const { row, stamp, read } of changes) {
          stamps.set(row, stamp);
          order.add(stamp, row);
          if (read) order.from(0);
        }
        const seen: number[] = [];
        for (let at = order.from(from); ; at += 1) {
          const row = order.rowAt(at);
          if (row === undefined) break;
          if (row >= 0) seen.push(row);
        }
        const expected = [...stamps]
          .filter(([, stamp]) => stamp >= from)
          .toSorted(([a, x], [b, y]) => x - y || a - b)
          .map(([row]) => row);
        expect(seen).toEqual(expected);
      }),
    );
  });
});
