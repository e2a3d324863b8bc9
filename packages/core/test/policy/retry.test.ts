import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  createSyncError,
  type SyncErrorDetails,
  syncErrorCodes,
} from '../../src/contract/index.ts';
import { countAttempt, planRetry, toFailure } from '../../src/policy/index.ts';
import { now } from './given.ts';

const error = (details: Partial<SyncErrorDetails>) =>
  createSyncError('update Contact 003A: refused', {
    code: 'invalid',
    retry: 'never',
    effect: 'none',
    ...details,
  });

const retry = (details: Partial<SyncErrorDetails>, attempt = 1, fraction = 0) =>
  planRetry({ error: error(details), attempt, now, fraction, quietPeriodMs: 120_000 });

const waitMs = (...given: Parameters<typeof retry>): number => {
  const plan = retry(...given);
  return plan.kind === 'stop' ? Infinity : Date.parse(plan.at) - Date.parse(now);
};

const busy = { code: 'unavailable', retry: 'later' } as const;

describe('planRetry', () => {
  it('tries a passing fault again, later each time (R-ERR-2)', () => {
    expect(retry(busy).kind).toBe('again');
    expect([1, 2, 3, 4].map((attempt) => waitMs(busy, attempt))).toEqual([1000, 2000, 4000, 8000]);
    expect(waitMs(busy, 1, 0.5)).toBe(1500);
  });

  it('never gives up on a passing fault (R-ERR-2)', () => {
    expect(waitMs(busy, 100_000)).toBe(450_000);
    expect(waitMs(busy, 100_000, 0.999_999)).toBeLessThanOrEqual(900_000);
  });

  it('waits as long as the CRM asks (R-TIME-6)', () => {
    const limited = { code: 'rate-limited', retry: 'later', retryAfterMs: 60_000 } as const;
    expect(retry(limited).kind).toBe('again');
    expect(waitMs(limited)).toBe(60_000);
  });

  it('is due when the limit allows, however often met (R-TIME-6)', () => {
    const limited = { code: 'rate-limited', retry: 'later', retryAfterMs: 1000 } as const;
    for (const attempt of [1, 8, 1000]) expect(waitMs(limited, attempt, 0.999)).toBe(1000);
    const untold = { code: 'rate-limited', retry: 'later' } as const;
    expect(waitMs(untold, 1000, 0.999)).toBe(30_000);
  });

  it('waits for a person where a fault lasts (R-ERR-2)', () => {
    for (const code of ['invalid', 'forbidden', 'unsupported'] as const) {
      expect(retry({ code })).toEqual({ kind: 'stop' });
    }
  });

  it('keeps work waiting for a new login (R-ERR-4)', () => {
    expect(retry({ code: 'unauthorized' }, 50).kind).toBe('again');
  });

  it('plans anew what has moved on (R-OVERWRITE-7)', () => {
    expect(retry({ code: 'conflict', retry: 'later' }, 50).kind).toBe('rematch');
  });

  it('matches a duplicate again, a few times (R-DUP-2)', () => {
    for (const code of ['duplicate', 'not-found'] as const) {
      expect(retry({ code }, 1).kind).toBe('rematch');
      expect(retry({ code }, 4).kind).toBe('rematch');
      expect(retry({ code }, 5)).toEqual({ kind: 'stop' });
    }
  });

  it('matches again after a lost answer, past the quiet period (R-DUP-1)', () => {
    expect(retry({ ...busy, effect: 'unknown' })).toMatchObject({ kind: 'rematch' });
    expect(waitMs({ ...busy, effect: 'unknown' })).toBe(120_000);
    expect(retry({ code: 'malformed', effect: 'unknown' }, 1).kind).toBe('rematch');
    expect(retry({ code: 'malformed', effect: 'unknown' }, 5)).toEqual({ kind: 'stop' });
  });

  it('never repeats a call whose effect is unknown (R-DUP-1)', () => {
    const details = fc.record({
      code: fc.constantFrom(...syncErrorCodes),
      retry: fc.constantFrom('never' as const, 'later' as const),
      effect: fc.constantFrom('none' as const, 'unknown' as const),
    });
    const times = fc.record({
      attempt: fc.integer({ min: 0, max: 2000 }),
      fraction: fc.double({ min: 0, max: 0.999, noNaN: true }),
    });
    fc.assert(
      fc.property(details, times, (given, { attempt, fraction }) => {
        const plan = retry(given, attempt, fraction);
        if (given.effect === 'unknown') expect(plan.kind).not.toBe('again');
        if (plan.kind === 'stop') expect(given.retry === 'later' && attempt < 5).toBe(false);
        else expect(plan.at > now).toBe(true);
      }),
    );
  });
});

describe('countAttempt', () => {
  it('counts what was refused, and not what came too soon (R-TIME-6)', () => {
    const limited = error({ code: 'rate-limited', retry: 'later' });
    expect([0, 1, 3].map((before) => countAttempt(before, limited))).toEqual([1, 1, 3]);
    expect([0, 1, 3].map((before) => countAttempt(before, error(busy)))).toEqual([1, 2, 4]);
  });
});

describe('toFailure', () => {
  it('has a class and a remedy for every refusal (R-ERR-1)', () => {
    for (const code of syncErrorCodes) {
      const failure = toFailure(error({ code }));
      expect(failure.code).toBe(code);
      expect(failure.remedy).toMatch(/^[A-Z].*\.$/);
    }
  });

  it.each([
    [{ code: 'forbidden' }, 'permission'],
    [{ code: 'duplicate' }, 'duplicate-rule'],
    [{ code: 'rate-limited' }, 'rate-limit'],
    [{ code: 'unauthorized' }, 'credentials'],
    [{ code: 'not-found' }, 'gone'],
    [{ code: 'unsupported' }, 'unsupported-mapping'],
    [{ code: 'invalid' }, 'invalid-value'],
    [{ code: 'invalid', reason: 'validation-rule' }, 'validation-rule'],
    [{ code: 'invalid', reason: 'required-field' }, 'required-field'],
    [{ code: 'invalid', reason: 'too-long' }, 'invalid-value'],
    [{ code: 'invalid', reason: 'permission' }, 'permission'],
    [{ code: 'conflict', reason: 'locked' }, 'conflict'],
  ] as const)('classifies %o as %s (R-ERR-1)', (details, failureClass) => {
    expect(toFailure(error(details)).class).toBe(failureClass);
  });

  it("repeats the CRM's own words and names the field (R-ERR-1)", () => {
    const remote = { status: 400, code: 'REQUIRED_FIELD_MISSING', message: 'Last Name: required' };
    const refusal = error({ reason: 'required-field', field: 'LastName', remote });
    expect(toFailure(refusal, 'Last Name')).toEqual({
      class: 'required-field',
      code: 'invalid',
      message: 'Last Name: required',
      remedy: 'Map "Last Name" for writing or give it a default value, then retry.',
      field: 'LastName',
    });
    expect(toFailure(refusal).remedy).toContain('"LastName"');
    expect(toFailure(error({})).message).toBe('update Contact 003A: refused');
    expect(toFailure(error({})).remedy).toContain('the field the message names');
  });
});
