import { toCursor, toInstant, toRemoteId } from '@concord/core/contract';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readCursor, writeCursor, type Position } from '../src/cursor.ts';

const instants = fc.integer({ min: 0, max: 4_102_444_800_000 }).map((ms) => toInstant(ms));
const ids = fc.bigInt({ min: 1n, max: 10n ** 18n }).map((id) => toRemoteId(String(id)));

const positions: fc.Arbitrary<Position> = fc.oneof(
  fc.record({ from: instants, list: ids.map(String) }),
  fc.record({ from: instants, until: instants, above: ids }),
  fc.record({ from: instants, until: fc.constant(null), above: fc.constant(null) }),
);

describe('a cursor', () => {
  it('is read back as it was written, in 8 kB at most', () => {
    fc.assert(
      fc.property(positions, (position) => {
        const cursor = writeCursor(position);
        expect(readCursor(cursor)).toEqual(position);
        expect(Buffer.byteLength(cursor)).toBeLessThanOrEqual(8192);
      }),
    );
  });

  it.each(['', 'null', '[]', '{}', 'no JSON', '{"v":2}', '{"v":1}'])('is refused: %s', (text) => {
    expect(() => readCursor(toCursor(text))).toThrow(
      expect.objectContaining({ code: 'invalid', retry: 'never', effect: 'none' }),
    );
  });

  it.each([
    { v: 1, from: '2026-03-24T10:00:00.000Z', until: null, above: null, list: '7' },
    { v: 1, from: '2026-03-24T10:00:00.000Z', until: '2026-03-24T10:00:00.000Z', above: null },
    { v: 1, from: '2026-03-24T10:00:00.000Z', until: '2026-03-24T10:00:00.000Z', above: '7 OR 1' },
    { v: 1, from: '2026-03-24', until: null, above: null },
    { v: 1, from: '2026-13-24T10:00:00.000Z', until: null, above: null },
  ])('is refused where it says what none of ours does: %o', (position) => {
    expect(() => readCursor(toCursor(JSON.stringify(position)))).toThrow(
      expect.objectContaining({ code: 'invalid' }),
    );
  });
});
