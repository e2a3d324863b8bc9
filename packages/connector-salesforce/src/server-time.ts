import { toInstant, type Context, type Instant } from '@concord/core/contract';

interface Heard {
  /** Salesforce's time on its last answer. */
  served: Instant | null;
  /** Our time when it arrived. */
  heard: Instant;
}

const key = Symbol('salesforce server time');

const heardIn = (context: Context): Heard =>
  context.memo(key, () => ({ served: null, heard: context.now() }));

/** The time an answer was made, by its `Date` header; `null` when it has none. Remembers it. */
export const noteServerTime = (context: Context, headers: Headers): Instant | null => {
  const ms = Date.parse(headers.get('date') ?? '');
  if (Number.isNaN(ms)) return null;
  const served = toInstant(ms);
  const heard = heardIn(context);
  if (heard.served === null || heard.served <= served) {
    Object.assign(heard, { served, heard: context.now() });
  }
  return served;
};

/** What Salesforce's time has reached for certain: the latest that it told; `null` before that. */
export const reachedTime = (context: Context): Instant | null => heardIn(context).served;

/**
 * Salesforce's time now: what it said last, and the time we measured since. `null` before the
 * first answer. Good enough to ask with; what an answer says of its own time goes before it.
 */
export const serverTime = (context: Context): Instant | null => {
  const { served, heard } = heardIn(context);
  if (served === null) return null;
  const sinceMs = Math.max(0, Date.parse(context.now()) - Date.parse(heard));
  return toInstant(Date.parse(served) + sinceMs);
};
