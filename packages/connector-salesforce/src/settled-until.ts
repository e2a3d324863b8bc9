import { isSyncError, toInstant, type Context, type Instant } from '@concord/core/contract';
import { z } from 'zod';
import { askServerTime } from './ask-server-time.ts';
import type { BegunPass } from './begun-pass.ts';
import { send } from './client.ts';
import { malformedAnswer } from './errors.ts';
import { apiRoot, settleMs, updatedSpanMs } from './limits.ts';
import { parseAnswer } from './parse-answer.ts';
import type { SoqlName } from './query-text.ts';
import type { Answer } from './request.ts';
import { serverTime } from './server-time.ts';

const covered = z.object({ latestDateCovered: z.string() });

/**
 * The time before which nothing more can become visible: every row that is committed from here on
 * has a later stamp. Salesforce's clock; ours is never asked.
 *
 * Salesforce: while a long transaction is open, `latestDateCovered` is when it began.
 * developer.salesforce.com "Get Updated", read 2026-11-21
 */
export const settledUntil = async (
  context: Context,
  object: SoqlName,
  begun: BegunPass | null,
): Promise<Instant> => {
  if (begun !== null) return toMark(object, begun.mark);
  const now = serverTime(context) ?? (await askServerTime(context));
  try {
    return await latestCovered(context, object, now);
  } catch (thrown) {
    if (!isSyncError(thrown) || thrown.retry === 'later' || !refusals.has(thrown.code))
      throw thrown;
    return before(now, settleMs);
  }
};

/** The object, or this user, has no such resource: then a long overlap has to do. */
const refusals: ReadonlySet<string> = new Set(['forbidden', 'not-found', 'invalid', 'unsupported']);

const latestCovered = async (
  context: Context,
  object: SoqlName,
  now: Instant,
): Promise<Instant> => {
  const path = markPath(object, now);
  const request = { method: 'GET', path, doing: doingFor(object), writes: false } as const;
  return toMark(object, await send(context, request));
};

const doingFor = (object: SoqlName): string => `find changes of ${object}`;

/** Address of what `/updated` says of an object; `now` is Salesforce's time. */
export const markPath = (object: SoqlName, now: Instant): string =>
  `${apiRoot}/sobjects/${object}/updated?${spanOf(before(now, updatedSpanMs), now)}`;

const toMark = (object: SoqlName, { body, servedAt }: Answer): Instant => {
  const asked = { doing: doingFor(object), writes: false };
  const stamp = Date.parse(parseAnswer(covered, body, asked).latestDateCovered);
  if (Number.isNaN(stamp)) throw malformedAnswer(asked.doing, 'no date', false);
  return toInstant(servedAt === null ? stamp : Math.min(stamp, Date.parse(servedAt)));
};

const before = (instant: Instant, ms: number): Instant => toInstant(Date.parse(instant) - ms);

/** Parameters of a span of time, as `/updated` and `/deleted` take them. */
export const spanOf = (start: Instant, end: Instant): string =>
  `start=${toParameter(start)}&end=${toParameter(end)}`;

const toParameter = (instant: Instant): string =>
  encodeURIComponent(`${instant.slice(0, 19)}+00:00`);
