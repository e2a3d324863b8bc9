import type { VirtualClock } from '@concord/testkit/simulator';
import { z } from 'zod';
import { createWindow, type Window } from './window.ts';

export const quotaShape = z.strictObject({
  tenSecondly: z.int().min(0).optional(),
  oauthTenSecondly: z.int().min(0).optional(),
  associationsTenSecondly: z.int().min(0).optional(),
  searchSecondly: z.int().min(0).optional(),
  daily: z.int().min(0).optional(),
  /** Calls that private apps have made since midnight. */
  used: z.int().min(0).optional(),
});

/** The allowance to begin with; what is left out is as HubSpot documents it. */
export type QuotaInput = z.input<typeof quotaShape>;

/** How many calls are allowed, and how many were made. */
export interface Quota {
  tenSecondly: number;
  oauthTenSecondly: number;
  associationsTenSecondly: number;
  searchSecondly: number;
  daily: number;
  used: number;
  /** The calls of the last ten seconds of one app, or of its associations. */
  windowOf(name: string, lengthMs: number): Window;
  /** When the day ends at which `used` begins again, ms since 1970. */
  readonly resetsAt: number;
}

const minute = 60_000;

/** The minutes since midnight in a time zone. */
const sinceMidnight = (ms: number, format: Intl.DateTimeFormat): number => {
  const [hours = '0', minutes = '0'] = format.format(ms).split(':');
  return Number(hours) * 60 + Number(minutes);
};

/** The next midnight of a time zone; exact but on the days when clocks change. */
const nextMidnight = (ms: number, format: Intl.DateTimeFormat): number => {
  const whole = Math.floor(ms / minute) * minute;
  return whole + (24 * 60 - sinceMidnight(ms, format)) * minute;
};

// HubSpot: private apps of Professional, 190 calls in 10 s and 625,000 a day; OAuth apps 110; 5 searches a second;
// associations 150 in 10 s. developers.hubspot.com, read 2026-11-21
const documented = {
  tenSecondly: 190,
  oauthTenSecondly: 110,
  associationsTenSecondly: 150,
  searchSecondly: 5,
  daily: 625_000,
} as const;

/** A fresh allowance; the day is that of the portal's time zone. */
export const createQuota = (
  clock: VirtualClock,
  timeZone: string,
  input: QuotaInput = {},
): Quota => {
  const format = new Intl.DateTimeFormat('en-GB', {
    timeZone,
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  });
  const windows = new Map<string, Window>();
  const { used: begun = 0, ...limits } = input;
  let used = begun;
  let resetsAt = nextMidnight(clock.now(), format);
  const roll = (): void => {
    if (clock.now() < resetsAt) return;
    used = 0;
    resetsAt = nextMidnight(clock.now(), format);
  };
  return {
    tenSecondly: limits.tenSecondly ?? documented.tenSecondly,
    oauthTenSecondly: limits.oauthTenSecondly ?? documented.oauthTenSecondly,
    associationsTenSecondly: limits.associationsTenSecondly ?? documented.associationsTenSecondly,
    searchSecondly: limits.searchSecondly ?? documented.searchSecondly,
    daily: limits.daily ?? documented.daily,
    get used() {
      roll();
      return used;
    },
    set used(calls) {
      roll();
      used = calls;
    },
    windowOf: (name, lengthMs) => {
      const known = windows.get(name);
      if (known) return known;
      const made = createWindow(clock, lengthMs);
      windows.set(name, made);
      return made;
    },
    get resetsAt() {
      roll();
      return resetsAt;
    },
  };
};
