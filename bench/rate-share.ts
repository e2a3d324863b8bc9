/** Requests in any stretch of time. */
export interface Ceiling {
  readonly max: number;
  readonly perMs: number;
}

/**
 * How full a limit was kept, 1 being its ceiling: a full stretch by the mean time that as many
 * requests took as it allows. `times` in milliseconds, in order; what came before the first
 * stretch was full counts for nothing.
 */
export function shareOfCeiling(times: readonly number[], { max, perMs }: Ceiling): number {
  const spans = times.slice(max).map((at, n) => at - (times[n] ?? at));
  if (spans.length === 0) throw new Error(`${times.length} requests do not fill a stretch`);
  return perMs / (spans.reduce((sum, span) => sum + span, 0) / spans.length);
}
