import type { SimulatorReply } from '@concord/testkit/simulator';
import type { Knobs } from './knobs.ts';

/** What becomes of a request on its way. */
export type Journey =
  | 'arrives'
  | 'lost-before'
  | 'lost-after'
  | 'late'
  | 'failed-before'
  | 'failed-after'
  | 'throttled-daily'
  | 'throttled-now'
  | 'truncated'
  | 'page'
  | 'expired';

/** Journeys by the knobs of their chances, in the order in which they are drawn. */
export const journeys: readonly (readonly [Journey, keyof Knobs])[] = [
  ['lost-before', 'lostBefore'],
  ['lost-after', 'lostAfter'],
  ['late', 'late'],
  ['failed-before', 'failedBefore'],
  ['failed-after', 'failedAfter'],
  ['throttled-daily', 'throttledDaily'],
  ['throttled-now', 'throttledNow'],
  ['truncated', 'truncated'],
  ['page', 'page'],
  ['expired', 'expired'],
];

/** What stands in for the CRM's own answers, in its own words. */
export interface FaultReplies {
  /** Answers of whoever has not looked at the request. */
  readonly refusals: Partial<Record<Journey, SimulatorReply>>;
  /** Told although the request was carried out. */
  readonly failedAfter: SimulatorReply;
}

/** An answer in JSON. */
export const json = (status: number, body: unknown): SimulatorReply => ({
  status,
  headers: { 'content-type': 'application/json;charset=UTF-8' },
  body: JSON.stringify(body),
});

/** What the sender hears of an answer. */
export const spoil = (
  journey: Journey,
  reply: SimulatorReply,
  { failedAfter }: FaultReplies,
): SimulatorReply => {
  const text = String(reply.body ?? '');
  if (journey === 'truncated') return { ...reply, body: text.slice(0, text.length / 2) };
  if (journey === 'failed-after') return failedAfter;
  if (journey === 'page') return { status: 200, body: '<html>We will be back soon.</html>' };
  return reply;
};
