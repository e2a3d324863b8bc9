import { isSyncError, toInstant, type Context, type Instant } from '@concord/core/contract';
import { z } from 'zod';
import { send } from './client.ts';
import { malformedAnswer } from './errors.ts';
import { settleMs, updatedSpanMs } from './limits.ts';
import { parseAnswer } from './parse-answer.ts';
import type { SoqlName } from './query-text.ts';
import { askServerTime } from './ask-server-time.ts';
import { serverTime } from './server-time.ts';

const covered = z.object({ latestDateCovered: z.string() });

/**
 * The time before which nothing more can become visible: every row that is committed from here on
 * has a later stamp. Salesforce's clock; ours is never asked.
 *
 * Salesforce: while a long transaction is open, `latestDateCovered` is when it began.
 * developer.salesforce.com "Get Updated", read 2026-11-21
 */
export const settledUntil = async (context: Context, object: SoqlName): Promise<Instant> => {
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
  const span = `start=${toParameter(before(now, updatedSpanMs))}&end=${toParameter(now)}`;
  const path = `/sobjects/${object}/updated?${span}`;
  const request = {
    method: 'GET',
    path,
    doing: `find changes of ${object}`,
    writes: false,
  } as const;
  const { body, servedAt } = await send(context, request);
  const stamp = Date.parse(parseAnswer(covered, body, request).latestDateCovered);
  if (Number.isNaN(stamp)) throw malformedAnswer(request.doing, 'no date', false);
  return toInstant(Math.min(stamp, Date.parse(servedAt ?? now)));
};

const before = (instant: Instant, ms: number): Instant => toInstant(Date.parse(instant) - ms);

const toParameter = (instant: Instant): string =>
  encodeURIComponent(`${instant.slice(0, 19)}+00:00`);
