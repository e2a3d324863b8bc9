import type { RecordError, RecordResult } from '../org/record-error.ts';
import { refuse } from '../org/record-error.ts';
import type { ApiCall, ApiReply } from './api-types.ts';

/** An answer with a JSON body. */
export const json = (
  status: number,
  value: unknown,
  headers: Record<string, string> = {},
): ApiReply => ({
  status,
  headers,
  body: JSON.stringify(value),
});

/** An answer without a body. */
export const empty = (status: number, headers: Record<string, string> = {}): ApiReply => ({
  status,
  headers,
  body: null,
});

const toBody = ({ statusCode, message, fields, extra }: RecordError): object => ({
  ...extra,
  message,
  errorCode: statusCode,
  ...(fields ? { fields } : {}),
});

/** The array that Salesforce answers a refused single request with. */
export const refused = (errors: readonly RecordError[]): ApiReply =>
  json(errors[0]?.status ?? 400, errors.map(toBody));

/** One record's entry in the answer of a collections call. */
export const toEntry = (result: RecordResult, isUpsert = false): object => {
  if (result.ok) {
    const entry = { id: result.id, success: true, errors: [] };
    return isUpsert ? { ...entry, created: result.created } : entry;
  }
  const errors = result.errors.map(({ statusCode, message, fields = [], extra }) => ({
    statusCode,
    message,
    fields,
    ...extra,
  }));
  return { success: false, errors, ...(isUpsert ? { created: false } : {}) };
};

/** Refuses a resource that does not exist. */
export const notFound = (message = 'The requested resource does not exist'): never =>
  refuse('NOT_FOUND', message, { status: 404 });

/** The answer to a method that the resource does not have. */
export const wrongMethod = (method: string, allowed: string): ApiReply => {
  const message = `HTTP Method '${method}' not allowed. Allowed are ${allowed}`;
  return json(405, [{ message, errorCode: 'METHOD_NOT_ALLOWED' }], { allow: allowed });
};

/** The answer to a call whose method is none of those allowed; null where it is one. */
export const otherMethod = ({ method }: ApiCall, allowed: string): ApiReply | null =>
  allowed.split(',').includes(method) ? null : wrongMethod(method, allowed);
