import { toInstant, toRemoteId } from '@concord/core/contract';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { RecordBody } from '../src/parse-answer.ts';
import { toName } from '../src/query-text.ts';
import { isAbove, rowsWithin } from '../src/rows-within.ts';

const shape = { name: 'contacts', modified: toName('lastmodifieddate') } as const;
const from = toInstant('2026-03-24T10:00:00Z');
const until = toInstant('2026-03-24T11:00:00Z');

const rowOf = (id: string, modified: string): RecordBody => ({
  id,
  properties: { lastmodifieddate: modified },
  createdAt: from,
  updatedAt: from,
  archived: false,
});

const idsWithin = (rows: readonly RecordBody[], above: string | null = null): string[] =>
  rowsWithin(rows, { from, until, above: above === null ? null : toRemoteId(above) }, shape).map(
    ({ id }) => id,
  );

describe('rowsWithin', () => {
  it('takes the beginning of a window and leaves its end', () => {
    const rows = [
      rowOf('1', '2026-03-24T09:59:59.999Z'),
      rowOf('2', '2026-03-24T10:00:00Z'),
      rowOf('3', '2026-03-24T10:59:59.999Z'),
      rowOf('4', '2026-03-24T11:00:00Z'),
    ];
    expect(idsWithin(rows)).toEqual(['2', '3']);
  });

  it('leaves out what was read already', () => {
    const rows = ['8', '9', '10', '11'].map((id) => rowOf(id, from));
    expect(idsWithin(rows, '9')).toEqual(['10', '11']);
  });

  it('takes no record out of order for the last that there is', () => {
    const rows = [rowOf('9', from), rowOf('8', from)];
    expect(() => idsWithin(rows)).toThrow(expect.objectContaining({ code: 'malformed' }));
  });
});

describe('isAbove', () => {
  it('compares ids as numbers, of any length', () => {
    const numbers = fc.bigInt({ min: 0n, max: 10n ** 30n });
    fc.assert(
      fc.property(numbers, numbers, (one, other) => {
        expect(isAbove(String(one), String(other))).toBe(one > other);
      }),
    );
  });
});
