import { createSyncError, type Context, type SyncErrorDetails } from '@concord/core/contract';
import type { z } from 'zod';

const byStatus = (status: number): SyncErrorDetails => {
  if (status === 401) return { code: 'unauthorized', retry: 'never', effect: 'none' };
  if (status === 429) return { code: 'rate-limited', retry: 'later', effect: 'none' };
  if (status >= 500) return { code: 'unavailable', retry: 'later', effect: 'none' };
  return { code: 'invalid', retry: 'never', effect: 'none' };
};

const malformed: SyncErrorDetails = { code: 'malformed', retry: 'never', effect: 'none' };

const parse = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

/** Asks for a path and answers its body, which has the given shape. */
export const ask = async <Shape extends z.ZodType>(
  context: Context,
  path: string,
  shape: Shape,
): Promise<z.output<Shape>> => {
  const response = await context.fetch(path);
  const { status } = response;
  if (status !== 200) {
    const remote = { status, code: null, message: null };
    throw createSyncError(`ask the card index: HTTP ${status}`, { ...byStatus(status), remote });
  }
  const answer = shape.safeParse(parse(await response.text()));
  if (answer.success) return answer.data;
  throw createSyncError('ask the card index: the answer is not what it should be', malformed);
};
