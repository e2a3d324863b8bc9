import type { Context, Instant } from '@concord/core/contract';
import { z } from 'zod';
import { send } from './client.ts';
import { malformedAnswer } from './errors.ts';
import { parseAnswer } from './parse-answer.ts';

/** Salesforce's time, by a call of the data API that needs no permission; renews a stale token. */
export const askServerTime = async (context: Context): Promise<Instant> => {
  const request = { method: 'GET', path: '/limits', doing: 'ask the time', writes: false } as const;
  const { body, servedAt } = await send(context, request);
  parseAnswer(z.looseObject({}), body, request);
  if (servedAt === null) throw malformedAnswer(request.doing, 'the answer has no date', false);
  return servedAt;
};
