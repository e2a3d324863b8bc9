import type { Instant } from '@concord/core/contract';
import { toInstant } from '@concord/core/contract';

const minuteMs = 60_000;

/** A clock's time as text, of which only what has moved is made anew: every turn asks for it. */
export function tellTime(now: () => number): () => Instant {
  let [at, minute, told, start] = [Number.NaN, Number.NaN, '', ''];
  return () => {
    const ms = now();
    if (ms === at) return told as Instant;
    const within = ms % minuteMs;
    if (ms - within !== minute) start = toInstant(ms - within).slice(0, 'yyyy-mm-ddThh:mm:'.length);
    minute = ms - within;
    at = ms;
    const seconds = String(Math.floor(within / 1_000)).padStart(2, '0');
    told = `${start}${seconds}.${String(within % 1_000).padStart(3, '0')}Z`;
    return told as Instant;
  };
}
