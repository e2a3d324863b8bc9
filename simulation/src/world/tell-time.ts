import type { Instant } from '@concord/core/contract';
import { toInstant } from '@concord/core/contract';

/** A clock's time as text, made anew only where it has moved: it is asked for many times a turn. */
export function tellTime(now: () => number): () => Instant {
  let at = Number.NaN;
  let told = toInstant(0);
  return () => {
    const ms = now();
    if (ms !== at) told = toInstant(ms);
    at = ms;
    return told;
  };
}
