import { toInstant, type FieldType } from '@concord/core/contract';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toValue } from '../src/to-value.ts';

const types: FieldType[] = [
  'text',
  'number',
  'boolean',
  'date',
  'instant',
  'choice',
  'reference',
  'unsupported',
];

describe('toValue', () => {
  it.each(types)('is null of an empty %s', (type) => {
    expect(toValue(null, type)).toBeNull();
    expect(toValue('', type)).toBeNull();
  });

  it.each([
    ['number', '0', 0],
    ['number', '-1.50', -1.5],
    ['number', '1e21', 1e21],
    ['number', '1,200', '1,200'],
    ['number', ' ', ' '],
    ['number', 'Infinity', 'Infinity'],
    ['boolean', 'true', true],
    ['boolean', 'false', false],
    ['boolean', 'Yes', 'Yes'],
    ['date', '2026-03-24', '2026-03-24'],
    ['date', '1774310400000', '2026-03-24'],
    ['date', '2026-03-24T00:00:00Z', '2026-03-24'],
    ['date', 'soon', 'soon'],
    ['instant', '2026-03-24T10:00:00Z', '2026-03-24T10:00:00.000Z'],
    ['instant', '2026-03-24T10:00:00.123Z', '2026-03-24T10:00:00.123Z'],
    ['instant', '2026-03-24T12:00:00+02:00', '2026-03-24T10:00:00.000Z'],
    ['instant', '1774346400000', '2026-03-24T10:00:00.000Z'],
    ['instant', '2026-03-24', '2026-03-24T00:00:00.000Z'],
    ['instant', '99999999999999999', '99999999999999999'],
    ['instant', 'March', 'March'],
    ['choice', '2', '2'],
    ['reference', '0123', '0123'],
    ['unsupported', 'a;b', 'a;b'],
    ['text', 'true', 'true'],
    ['text', ' both ends ', ' both ends '],
  ] as const)('reads a %s: %o is %o', (type, text, value) => {
    expect(toValue(text, type)).toBe(value);
  });

  it('keeps every number, boolean and instant that HubSpot tells', () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (number) => {
        expect(toValue(String(number), 'number')).toBe(number === 0 ? 0 : number);
      }),
    );
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 253_402_300_799_999 }), (ms) => {
        expect(toValue(new Date(ms).toISOString(), 'instant')).toBe(toInstant(ms));
        expect(toValue(String(ms), 'instant')).toBe(toInstant(ms));
      }),
    );
  });
});
