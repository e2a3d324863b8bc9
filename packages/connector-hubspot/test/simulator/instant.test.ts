import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toInstant } from '../../simulator/store/instant.ts';
import { decodeId, encodeId, rowAfterId } from '../../simulator/store/record-ids.ts';

describe('a time', () => {
  it('is that of ISO 8601, without milliseconds that are zero', () => {
    fc.assert(
      fc.property(fc.date({ noInvalidDate: true }), (date) => {
        expect(toInstant(date.getTime())).toBe(date.toISOString().replace('.000Z', 'Z'));
      }),
    );
  });
});

describe('an id', () => {
  it('leads back to its row, and grows with it', () => {
    fc.assert(
      fc.property(fc.nat({ max: 1_000_000 }), (row) => {
        const id = encodeId(row);
        expect(decodeId(id)).toBe(row);
        expect(rowAfterId(Number(id))).toBe(row + 1);
        expect(rowAfterId(Number(id) - 1)).toBe(row);
        expect(Number(encodeId(row + 1))).toBeGreaterThan(Number(id));
      }),
    );
  });
});
