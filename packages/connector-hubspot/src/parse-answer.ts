import { toInstant } from '@concord/core/contract';
import { z } from 'zod';
import { malformedAnswer } from './errors.ts';

/** Parses text as JSON; `undefined` for text that is none. */
export const parseJson = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

/** A time as HubSpot writes it, with three digits of a second or none. */
export const instant = z.iso.datetime().transform((text) => toInstant(text));

/** Where a list goes on: the `after` to ask for next. */
export const paging = z.object({ next: z.object({ after: z.string().min(1) }).optional() });

/** A record; a property that was asked for and is not defined is absent, an empty one `null`. */
export const recordShape = z.object({
  id: z.string().regex(/^\d+$/),
  properties: z.record(z.string(), z.string().nullable()),
  createdAt: instant,
  updatedAt: instant,
  archived: z.boolean().default(false),
});

export type RecordBody = z.output<typeof recordShape>;

/** An error of one or some inputs of a batch; `parseComplaint` reads it. */
export const batchErrors = z.array(z.looseObject({ message: z.string() })).default([]);

/**
 * A batch: its results in any order, and what went wrong with the inputs that have none (207).
 *
 * HubSpot: one error may speak of several inputs. Recorded answers, read 2026-11-21
 */
export const batchOf = <Result extends z.ZodType>(result: Result) =>
  z.object({
    status: z.literal('COMPLETE'),
    results: z.array(result),
    errors: batchErrors,
  });

/** No content. */
export const nothing = z.undefined();

/** A body as `shape` says, or the error that names what was being done. */
export const parseAnswer = <Shape extends z.ZodType>(
  shape: Shape,
  body: unknown,
  asked: { readonly doing: string; readonly writes: boolean },
): z.output<Shape> => {
  const answer = shape.safeParse(body);
  if (answer.success) return answer.data;
  const at = answer.error.issues[0]?.path.join('.') ?? '';
  throw malformedAnswer(asked.doing, `not the answer we know${at && `, at ${at}`}`, asked.writes);
};
