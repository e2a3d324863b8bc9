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

/** A row of a query, whose fields are checked where they are used: there are thousands. */
export type Row = Readonly<Record<string, unknown>>;

const isRow = (value: unknown): value is Row => typeof value === 'object' && value !== null;
const rows = z.custom<readonly Row[]>((value) => Array.isArray(value) && value.every(isRow));

/** A page of a query; `nextRecordsUrl` is there exactly when it is not `done`. */
export const queryPage = z
  .object({
    totalSize: z.number().int().nonnegative(),
    done: z.boolean(),
    records: rows,
    nextRecordsUrl: z.string().startsWith('/services/data/').optional(),
  })
  .refine((page) => page.done === (page.nextRecordsUrl === undefined));

export type QueryPage = z.infer<typeof queryPage>;

/** Collections: one result for each record, in the order of the request. */
export const saveResults = z.array(
  z.discriminatedUnion('success', [
    z.object({ success: z.literal(true), id: z.string() }),
    z.object({ success: z.literal(false), errors: z.array(z.unknown()) }),
  ]),
);

export type SaveResult = z.infer<typeof saveResults>[number];

/** A create that is not part of a collection. */
export const createdRecord = z.object({ success: z.literal(true), id: z.string() });

/** Composite: one part for each sub-request, in the order of the request. */
export const compositeAnswer = z.object({
  compositeResponse: z.array(
    z.object({
      body: z.unknown(),
      httpStatusCode: z.number().int(),
      referenceId: z.string(),
    }),
  ),
});

/** A body as `shape` says, or the error that names what was being done. */
export const parseAnswer = <Shape extends z.ZodType>(
  shape: Shape,
  body: unknown,
  asked: { readonly doing: string; readonly writes: boolean },
): z.infer<Shape> => {
  const answer = shape.safeParse(body);
  if (answer.success) return answer.data;
  const at = answer.error.issues[0]?.path.join('.') ?? '';
  throw malformedAnswer(asked.doing, `not the answer we know${at && `, at ${at}`}`, asked.writes);
};
