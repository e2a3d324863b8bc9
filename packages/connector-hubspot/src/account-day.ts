import type { Context, Instant } from '@concord/core/contract';

interface Kept {
  timeZone: string | null;
}

const key = Symbol('hubspot time zone');

const keptIn = (context: Context): Kept => context.memo<Kept>(key, () => ({ timeZone: null }));

/** Keeps the account's time zone, once an answer has told it. */
export const keepTimeZone = (context: Context, timeZone: string): void => {
  keptIn(context).timeZone = timeZone;
};

/**
 * Milliseconds until the account's midnight, when its daily requests begin anew; `null` while its
 * time zone is not known.
 */
export const knownDayEnd = (context: Context): number | null => {
  const { timeZone } = keptIn(context);
  return timeZone === null ? null : untilMidnight(context.now(), timeZone);
};

const dayMs = 86_400_000;

/** Exact but on the days when clocks change; `null` for a zone that nobody knows. */
export const untilMidnight = (now: Instant, timeZone: string): number | null => {
  try {
    return dayMs - sinceMidnight(Date.parse(now), timeZone);
  } catch {
    return null;
  }
};

const sinceMidnight = (ms: number, timeZone: string): number => {
  const parts = new Intl.DateTimeFormat('en-GB', { timeZone, timeStyle: 'medium' });
  const [hours = 0, minutes = 0, seconds = 0] = parts.format(ms).split(':').map(Number);
  return ((hours * 60 + minutes) * 60 + seconds) * 1000 + (ms % 1000);
};
