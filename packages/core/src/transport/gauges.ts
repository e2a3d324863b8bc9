import type { LimitedRequest, RateLimit } from '../contract/index.ts';
import {
  afterAnswer,
  afterSending,
  mayBeSentAt,
  openWindow,
  type RateWindow,
  type Use,
} from './rate-window.ts';

/** A request as one of its limits counts it. */
export interface GaugeUse {
  readonly gauge: Gauge;
  readonly use: Use;
}

/** A limit, and what is used of it. */
export interface Gauge {
  readonly limit: RateLimit;
  window: RateWindow;
}

/** Nothing used of any limit. */
export const createGauges = (limits: readonly RateLimit[]): Gauge[] =>
  limits.map((limit) => ({ limit, window: openWindow(limit) }));

/** The limits that a request counts against. */
export const gaugesOf = (gauges: readonly Gauge[], request: LimitedRequest): Gauge[] =>
  gauges.filter(({ limit }) => limit.counts(request));

/** Counts a request that is being sent. */
export const noteSending = (gauges: readonly Gauge[], now: number): GaugeUse[] =>
  gauges.map((gauge) => {
    const { window, use } = afterSending(gauge.window, now);
    gauge.window = window;
    return { gauge, use };
  });

/** Learns from the answer. RFC 6585, section 4: 429 is too many requests in a given time. */
export const noteAnswer = (
  uses: readonly GaugeUse[],
  { status, headers }: Response,
  now: number,
): void => {
  for (const { gauge, use } of uses) {
    const told = gauge.limit.observe?.(headers) ?? null;
    gauge.window = afterAnswer(gauge.window, { use, now, refused: status === 429, told });
  }
};

/** Places that those who wait take in their limits before all who come later. */
export interface Places {
  /** Takes the next place in each; answers when it may be used, `now` at the earliest. */
  readonly keep: (gauges: readonly Gauge[]) => number;
}

/** No place is kept yet; one that may be used `now` is not, as the request will count itself. */
export const createPlaces = (now: number): Places => {
  const kept = new Map<Gauge, number>();
  const ahead = (gauge: Gauge) => kept.get(gauge) ?? 0;
  return {
    keep: (gauges) => {
      const times = gauges.map((gauge) => mayBeSentAt(gauge.window, now, ahead(gauge)));
      const at = Math.max(now, ...times);
      if (at > now) for (const gauge of gauges) kept.set(gauge, ahead(gauge) + 1);
      return at;
    },
  };
};
