import { z } from 'zod';

/** One thing that Salesforce says is wrong. */
export interface Complaint {
  readonly code: string;
  /** Salesforce's words, which may quote a value: never logged. */
  readonly message: string;
  readonly fields: readonly string[];
  /** All that it said, for what only some codes carry. */
  readonly raw: unknown;
}

// Salesforce: `errorCode` in an answer of its own, `statusCode` in a Collections result.
// Recorded answers, read 2026-11-21
const shape = z.looseObject({
  errorCode: z.string().optional(),
  statusCode: z.string().optional(),
  message: z.string().nullish(),
  fields: z.array(z.string()).nullish(),
});

/** The first complaint of an error's body, which is a list or one object; `null` for other bodies. */
export const parseComplaint = (body: unknown): Complaint | null => {
  const first: unknown = Array.isArray(body) ? body[0] : body;
  const raw = shape.safeParse(first).data;
  const code = raw?.errorCode ?? raw?.statusCode;
  if (raw === undefined || code === undefined) return null;
  return { code, message: raw.message ?? '', fields: raw.fields ?? [], raw };
};
