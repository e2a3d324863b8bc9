import { isSyncError } from '@concord/core/contract';
import type { Context, GuardedChange, WriteResult } from '@concord/core/contract';
import { changedFields } from './changed-fields.ts';
import { send } from './client.ts';
import { parseComplaint } from './complaint.ts';
import { malformedAnswer, toSyncError } from './errors.ts';
import { holdsReference } from './holds-reference.ts';
import { apiRoot } from './limits.ts';
import type { ObjectShape } from './objects/object-shape.ts';
import { compositeAnswer, parseAnswer } from './parse-answer.ts';
import { writeHeaders } from './write-headers.ts';

/**
 * Changes records that nobody has changed since they were read, in one Composite call; one whose
 * values Composite would misread goes in a call of its own.
 *
 * Salesforce compares in whole seconds. developer.salesforce.com "Conditional Requests",
 * read 2026-11-21
 */
export const updateGuarded =
  (shape: ObjectShape) =>
  async (context: Context, changes: readonly GuardedChange[]): Promise<WriteResult[]> => {
    const together = changes.filter(({ fields }) => !holdsReference(fields));
    const results = new Map(await updateTogether(context, shape, together));
    for (const change of changes) {
      if (!results.has(change)) results.set(change, await updateAlone(context, shape, change));
    }
    return changes.flatMap((change) => results.get(change) ?? []);
  };

const updateTogether = async (
  context: Context,
  shape: ObjectShape,
  changes: readonly GuardedChange[],
): Promise<[GuardedChange, WriteResult][]> => {
  if (changes.length === 0) return [];
  const doing = `update ${changes.length} ${shape.name}`;
  const compositeRequest = changes.map((change, index) => toPart(shape, change, index));
  const request = { method: 'POST', path: '/composite', doing, writes: true } as const;
  const { body } = await send(context, {
    ...request,
    headers: writeHeaders,
    body: { allOrNone: false, collateSubrequests: false, compositeRequest },
  });
  const { compositeResponse: parts } = parseAnswer(compositeAnswer, body, request);
  const answers = new Map(parts.map((part) => [part.referenceId, part]));
  return changes.map((change, index) => {
    const part = answers.get(referenceOf(index));
    if (part === undefined) throw malformedAnswer(doing, 'parts are missing', true);
    return [change, toResult(part, change, shape)];
  });
};

const updateAlone = async (
  context: Context,
  { name }: ObjectShape,
  change: GuardedChange,
): Promise<WriteResult> => {
  const { id } = change;
  const body = changedFields(change);
  const path = `/sobjects/${name}/${id}`;
  const headers = guardOf(change);
  try {
    const doing = `update ${name} ${id}`;
    await send(context, { method: 'PATCH', path, headers, body, doing, writes: true });
    return { ok: true, id };
  } catch (thrown) {
    if (isSyncError(thrown)) return { ok: false, error: thrown };
    throw thrown;
  }
};

const referenceOf = (index: number): string => `u${index}`;

const guardOf = ({ revision }: GuardedChange): Record<string, string> => ({
  ...writeHeaders,
  'If-Unmodified-Since': new Date(revision).toUTCString(),
});

const toPart = ({ name }: ObjectShape, change: GuardedChange, index: number) => ({
  method: 'PATCH',
  url: `${apiRoot}/sobjects/${name}/${change.id}`,
  referenceId: referenceOf(index),
  httpHeaders: guardOf(change),
  body: changedFields(change),
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
