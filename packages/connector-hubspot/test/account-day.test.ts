import { toInstant } from '@concord/core/contract';
import { describe, expect, it } from 'vitest';
import { keepTimeZone, knownDayEnd, untilMidnight } from '../src/account-day.ts';
import { askOn } from '../src/client.ts';
import { nothing } from '../src/parse-answer.ts';
import { datedPaths } from '../src/paths.ts';
import { serveCanned } from './canned-server.ts';
import { openContext } from './open-context.ts';

const minute = 60_000;
const now = () => toInstant(Date.parse('2026-11-22T22:30:00.250Z'));

describe("the account's day", () => {
  it.each([
    ['Europe/Berlin', 30],
    ['US/Eastern', 390],
    ['Asia/Kolkata', 1200],
    ['UTC', 90],
  ])('in %s ends in %d minutes', (zone, minutes) => {
    expect(untilMidnight(now(), zone)).toBe(minutes * minute - 250);
  });

  it('is not known where its time zone is not', () => {
    expect(untilMidnight(now(), 'Mars/Olympus')).toBeNull();
    expect(knownDayEnd(openContext('http://127.0.0.1', { now }))).toBeNull();
  });
});

describe('a spent day', () => {
  const body = {
    status: 'error',
    message: 'refused',
    errorType: 'RATE_LIMIT',
    policyName: 'DAILY',
  };

  it('is waited for, or a quarter of an hour where its end is unknown (R-TIME-6)', async () => {
    const { url } = await serveCanned(() => ({ status: 429, body }));
    const context = openContext(url, { now });
    const ask = () =>
      askOn(datedPaths)(context, {
        doing: 'read contacts',
        writes: false,
        build: ({ get }) => get('/crm/v3/objects/contacts'),
        shape: nothing,
      });
    await expect(ask()).rejects.toMatchObject({ retryAfterMs: 15 * minute });
    keepTimeZone(context, 'UTC');
    await expect(ask()).rejects.toMatchObject({
      code: 'rate-limited',
      retryAfterMs: 90 * minute - 250,
    });
  });
});
