import type { Context, GuardedChange, WriteResult } from '@concord/core/contract';
import { send } from './client.ts';
import { parseComplaint } from './complaint.ts';
import { malformedAnswer, toSyncError } from './errors.ts';
import { apiRoot } from './limits.ts';
import type { ObjectShape } from './objects/object-shape.ts';
import { compositeAnswer, parseAnswer } from './parse-answer.ts';
import { writeHeaders } from './write-records.ts';

/**
 * Changes records that nobody has changed since they were read, in one Composite call.
 *
 * Salesforce compares in whole seconds. developer.salesforce.com "Conditional Requests",
 * read 2026-11-21
 */
export const updateGuarded =
  (shape: ObjectShape) =>
  async (context: Context, changes: readonly GuardedChange[]): Promise<WriteResult[]> => {
    if (changes.length === 0) return [];
    const doing = `update ${changes.length} ${shape.name}`;
    const compositeRequest = changes.map((change, index) => toPart(shape, change, index));
    const request = { method: 'POST', path: '/composite', doing, writes: true } as const;
    const { body } = await send(context, {
      ...request,
      headers: writeHeaders,
      body: { allOrNone: false, compositeRequest },
    });
    const { compositeResponse: parts } = parseAnswer(compositeAnswer, body, request);
    return changes.map((change, index) => {
      const part = parts[index];
      if (part?.referenceId === referenceOf(index)) return toResult(part, change, shape);
      throw malformedAnswer(doing, 'parts are missing or out of order', true);
    });
  };

const referenceOf = (index: number): string => `u${index}`;

const toPart = ({ name }: ObjectShape, { id, fields, revision }: GuardedChange, index: number) => ({
  method: 'PATCH',
  url: `${apiRoot}/sobjects/${name}/${id}`,
  referenceId: referenceOf(index),
  httpHeaders: { ...writeHeaders, 'If-Unmodified-Since': new Date(revision).toUTCString() },
  body: fields,
});

const toResult = (
  part: { readonly httpStatusCode: number; readonly body?: unknown },
  { id }: GuardedChange,
  { name }: ObjectShape,
): WriteResult => {
  const { httpStatusCode: status } = part;
  if (status >= 200 && status < 300) return { ok: true, id };
  const doing = `update ${name} ${id}`;
  const complaint = parseComplaint(part.body);
  return { ok: false, error: toSyncError({ doing, status, complaint, writes: true }) };
};
