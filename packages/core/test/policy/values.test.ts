import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { FieldDescription, FieldValue } from '../../src/contract/index.ts';
import type { PlatformField, PlatformFieldType } from '../../src/platform/index.ts';
import { isEmpty, sameValue, toCrmValue, toPlatformValue } from '../../src/policy/index.ts';
import { field } from './given.ts';

const platformField = (
  type: PlatformFieldType,
  other: Partial<PlatformField> = {},
): PlatformField => ({ key: 'x', label: 'X', type, ...other });

const text = field('Text');
const number = field('Number', { type: 'number', remoteType: 'double' });
const checkbox = field('Box', { type: 'boolean', remoteType: 'boolean' });
const date = field('Date', { type: 'date', remoteType: 'date' });
const instant = field('Instant', { type: 'instant', remoteType: 'datetime' });
const choice = (choices: string[], restricted = true): FieldDescription =>
  field('Choice', { type: 'choice', remoteType: 'picklist', choices, restricted });

type Row = readonly [FieldValue, PlatformFieldType, FieldDescription, FieldValue];
type Refusal = readonly [FieldValue, PlatformFieldType, FieldDescription, string];

describe('isEmpty', () => {
  it.each([null, undefined, '', ' ', '\t\r\n\u00A0'])(
    'takes %j for empty (R-OVERWRITE-5)',
    (value) => {
      expect(isEmpty(value)).toBe(true);
    },
  );

  it.each([false, true, 0, -1, '0', 'false', '-', 'null'])(
    'takes %j for a value (R-OVERWRITE-5)',
    (value) => {
      expect(isEmpty(value)).toBe(false);
    },
  );
});

describe('toCrmValue', () => {
  it.each<Row>([
    ['', 'text', text, null],
    [' \n', 'text', text, null],
    [null, 'number', number, null],
    ['  Jo \r\n', 'text', text, 'Jo'],
    ['a\nb', 'text', text, 'a\nb'],
    [
      'california',
      'text',
      { ...choice(['CA', 'NY']), choiceLabels: ['California', 'New York'] },
      'CA',
    ],
    [0, 'number', number, 0],
    [250, 'number', text, '250'],
    ['250', 'number', number, 250],
    ['-1.5', 'number', number, -1.5],
    [false, 'boolean', checkbox, false],
    ['2026-03-24', 'date', date, '2026-03-24'],
    ['2026-03-24T23:30:00.000Z', 'instant', date, '2026-03-24'],
    ['2026-03-24', 'date', instant, '2026-03-24T00:00:00.000Z'],
    ['2026-03-24T10:00:00.000Z', 'instant', text, '2026-03-24T10:00:00.000Z'],
    ['US', 'country', text, 'United States'],
    ['de', 'country', text, 'Germany'],
    ['US', 'country', choice(['DE', 'US']), 'US'],
    ['US', 'country', choice(['Germany', 'united states']), 'united states'],
    ['US', 'country', field('Code', { maxLength: 2 }), 'US'],
    ['United Kingdom', 'country', choice(['GB']), 'GB'],
    ['high', 'text', choice(['High', 'Low']), 'High'],
    ['Other', 'text', choice(['High'], false), 'Other'],
    ['12345', 'text', field('Short', { maxLength: 5 }), '12345'],
    ['a0B', 'text', field('Lookup', { type: 'reference' }), 'a0B'],
  ])('writes %j of a %s field', (value, from, to, written) => {
    expect(toCrmValue(value, platformField(from), to)).toEqual({ ok: true, value: written });
  });

  it.each<Refusal>([
    ['123456', 'text', field('Short', { maxLength: 5 }), 'too-long'],
    ['Medium', 'text', choice(['High', 'Low']), 'not-a-choice'],
    ['Medium', 'text', field('Open', { ...choice(['High'], false), maxLength: 3 }), 'too-long'],
    ['1,000', 'text', number, 'not-a-number'],
    ['12 people', 'text', number, 'not-a-number'],
    ['007', 'text', number, 'not-a-number'],
    ['1e9', 'text', number, 'not-a-number'],
    ['0x10', 'text', number, 'not-a-number'],
    ['Infinity', 'text', number, 'not-a-number'],
    [Number.NaN, 'number', number, 'not-a-number'],
    ['12345678901234567890', 'text', number, 'not-a-number'],
    [true, 'boolean', number, 'wrong-type'],
    ['true', 'text', checkbox, 'wrong-type'],
    [1, 'number', checkbox, 'wrong-type'],
    [true, 'boolean', text, 'wrong-type'],
    ['24.03.2026', 'text', date, 'not-a-date'],
    ['2026-02-30', 'date', date, 'not-a-date'],
    ['2026-02-30T10:00:00Z', 'instant', instant, 'not-a-date'],
    ['soon', 'text', instant, 'not-a-date'],
    [5, 'number', date, 'wrong-type'],
    ['Atlantis', 'country', text, 'not-a-country'],
    ['EU', 'country', text, 'not-a-country'],
    ['US', 'country', choice(['DE']), 'not-a-choice'],
    ['a;b', 'text', field('Many', { type: 'unsupported' }), 'unsupported'],
  ])('refuses %j of a %s field', (value, from, to, problem) => {
    expect(toCrmValue(value, platformField(from), to)).toEqual({ ok: false, problem });
  });
});

describe('toPlatformValue', () => {
  it.each<Row>([
    [null, 'text', text, null],
    ['  ', 'country', text, null],
    [false, 'boolean', checkbox, false],
    [0, 'number', number, 0],
    ['250', 'number', text, 250],
    [250, 'text', number, '250'],
    [' Jo\n', 'text', text, 'Jo'],
    ['United States', 'country', text, 'US'],
    ['usa', 'country', text, 'US'],
    ['U.S.A.', 'country', text, 'US'],
    ['UK', 'country', text, 'GB'],
    ['The Netherlands', 'country', text, 'NL'],
    ["Cote d'Ivoire", 'country', text, 'CI'],
    ['Türkiye', 'country', text, 'TR'],
    ['de', 'country', choice(['DE']), 'DE'],
    ['2026-03-24T10:00:00.000+0000', 'instant', instant, '2026-03-24T10:00:00.000Z'],
    ['2026-03-24T23:30:00-02:00', 'date', instant, '2026-03-25'],
    ['2026-03-24', 'date', date, '2026-03-24'],
  ])('reads %j into a %s field', (value, to, from, read) => {
    expect(toPlatformValue(value, from, platformField(to))).toEqual({ ok: true, value: read });
  });

  it.each<Refusal>([
    ['about 250', 'number', text, 'not-a-number'],
    ['yes', 'boolean', text, 'wrong-type'],
    [true, 'text', checkbox, 'wrong-type'],
    ['Nowhere', 'country', text, 'not-a-country'],
    [49, 'country', number, 'not-a-country'],
    ['2026-13-01', 'date', text, 'not-a-date'],
    ['a;b', 'text', field('Many', { type: 'unsupported' }), 'unsupported'],
  ])('refuses %j for a %s field', (value, to, from, problem) => {
    expect(toPlatformValue(value, from, platformField(to))).toEqual({ ok: false, problem });
  });

  it('takes a platform choice in its own spelling', () => {
    const intent = platformField('text', { choices: ['High', 'Low'] });
    expect(toPlatformValue('HIGH ', text, intent)).toEqual({ ok: true, value: 'High' });
    expect(toPlatformValue('Huge', text, intent)).toEqual({ ok: false, problem: 'not-a-choice' });
  });

  it('reads back what it wrote', () => {
    const stamp = fc.date({ noInvalidDate: true, min: new Date(0), max: new Date(4e12) });
    const instants = stamp.map((day) => day.toISOString());
    const days = instants.map((one) => one.slice(0, 10));
    const countries = fc.constantFrom('US', 'DE', 'CI');
    const cases = fc.oneof(
      fc.tuple(fc.constant(platformField('text')), fc.constant(text), fc.string()),
      fc.tuple(fc.constant(platformField('number')), fc.constantFrom(number, text), fc.integer()),
      fc.tuple(fc.constant(platformField('boolean')), fc.constant(checkbox), fc.boolean()),
      fc.tuple(fc.constant(platformField('date')), fc.constantFrom(date, instant, text), days),
      fc.tuple(fc.constant(platformField('instant')), fc.constantFrom(instant, text), instants),
      fc.tuple(
        fc.constant(platformField('country')),
        fc.constantFrom(text, choice(['US', 'DE', 'CI']), field('Code', { maxLength: 2 })),
        countries,
      ),
    );
    fc.assert(
      fc.property(cases, ([platform, crm, value]) => {
        const written = toCrmValue(value, platform, crm);
        const read = toPlatformValue(written.ok ? written.value : null, crm, platform);
        const expected = typeof value === 'string' ? value.trim() || null : value;
        expect(read).toEqual({ ok: true, value: expected });
      }),
      { numRuns: 500 },
    );
  });
});

describe('sameValue', () => {
  const email = field('Email', { remoteType: 'email' });
  const url = field('Website', { remoteType: 'url' });

  it.each<readonly [FieldValue, FieldValue, FieldDescription]>([
    [null, '', text],
    ['Jo', ' Jo ', text],
    ['a\r\nb', 'a\nb', text],
    [250, '250', text],
    [250, '250.0', number],
    [0, '0', number],
    ['Jo@Acme.com', 'jo@acme.com', email],
    ['HTTP://Acme.com/About', 'http://acme.com/About', url],
    ['Acme.com', 'acme.com/', url],
    ['2026-03-24T10:00:00.000Z', '2026-03-24T10:00:00.999Z', instant],
    ['2026-03-24T10:00:00.000+0000', '2026-03-24T10:00:00Z', instant],
    ['2026-03-24', '2026-03-24T10:00:00Z', date],
    ['high', 'High', choice(['High'])],
    [false, false, checkbox],
  ])('takes the echo %j of %j for the same', (a, b, to) => {
    expect(sameValue(a, b, to)).toBe(true);
    expect(sameValue(b, a, to)).toBe(true);
  });

  it.each<readonly [FieldValue, FieldValue, FieldDescription]>([
    [null, 0, number],
    [null, false, checkbox],
    [false, true, checkbox],
    ['Jo', 'jo', text],
    ['http://acme.com/About', 'http://acme.com/about', url],
    ['2026-03-24T10:00:00Z', '2026-03-24T10:00:01Z', instant],
    ['2026-03-24', '2026-03-25', date],
    [250, 251, number],
    ['abc', 'abd', instant],
  ])('tells %j from %j', (a, b, to) => {
    expect(sameValue(a, b, to)).toBe(false);
    expect(sameValue(b, a, to)).toBe(false);
  });

  it('compares 100 kB of nonsense at once', () => {
    const long = 'http://'.repeat(15_000);
    for (const to of [text, url, email, number, date, instant]) {
      expect(sameValue(long, `${long}x`, to)).toBe(false);
    }
    expect(toPlatformValue(long, text, platformField('country')).ok).toBe(false);
    expect(toCrmValue('1'.repeat(100_000), platformField('text'), number).ok).toBe(false);
    expect(toCrmValue('2'.repeat(100_000), platformField('text'), instant).ok).toBe(false);
    expect(isEmpty(`${' '.repeat(100_000)}x`)).toBe(false);
  }, 1000);
});
