import { z } from 'zod';
import type { PropertyInput } from '../portal/check-values.ts';
import { refuse } from '../portal/refusal.ts';
import type { ApiCall } from './api-types.ts';

/** HubSpot: the refusals of no body and of one that is no JSON. Recorded answers, 2022 to 2026. */
const parseJson = (text: string): unknown => {
  if (text.trim() === '') refuse('Invalid JSON input: a request body was expected, but none found');
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return refuse('Invalid input JSON on line 1, column 1: Unexpected character');
  }
};

const valueAt = (body: unknown, path: readonly PropertyKey[]): unknown => {
  let value = body;
  for (const part of path) {
    if (value === null || typeof value !== 'object') return undefined;
    value = Reflect.get(value, part) as unknown;
  }
  return value;
};

const explain = (error: z.ZodError, body: unknown): never => {
  const missing = error.issues
    .filter(({ path }) => path.length > 0 && valueAt(body, path) === undefined)
    .map(({ path }) => String(path.at(-1)));
  if (missing.length > 0)
    refuse(
      `Invalid input JSON on line 1, column 2. Some required fields were not set: [${missing.join(', ')}]`,
    );
  const [issue] = error.issues;
  return refuse(
    `Invalid input JSON on line 1, column 1: Cannot deserialize value of type \`${issue?.code ?? 'unknown'}\` at ${issue?.path.join('.') ?? ''}`,
  );
};

/** The body of a call in the shape it must have. */
export const readBody = <Shape extends z.ZodType>(
  { request }: Pick<ApiCall, 'request'>,
  shape: Shape,
): z.output<Shape> => {
  const body = parseJson(request.body.toString());
  const parsed = shape.safeParse(body);
  return parsed.success ? parsed.data : explain(parsed.error, body);
};

/** Properties by their names, of which any is taken for a name: `__proto__`, too. */
export const propertiesShape = z.custom<PropertyInput>(
  (value) => value !== null && typeof value === 'object' && !Array.isArray(value),
);

/** An id as a body may state it. */
export const idShape = z.union([z.string(), z.number()]).transform(String);

// HubSpot: 100 inputs in every batch of records. developers.hubspot.com, read 2026-11-21
const batchMax = 100;

/** Refuses a batch of nothing and one that is too long. */
export const checkBatchSize = (count: number, max = batchMax): void => {
  if (count === 0) refuse('Batch input provided should have at least one object.');
  if (count > max)
    refuse(`Batch input size of ${count} exceeds the maximum batch size of ${max}`, {
      context: { maximumBatchSize: [String(max)] },
    });
};
