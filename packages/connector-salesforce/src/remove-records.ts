import type { Context, RemoteId, WriteResult } from '@concord/core/contract';
import { send } from './client.ts';
import { parseComplaint } from './complaint.ts';
import { malformedAnswer, toSyncError } from './errors.ts';
import type { ObjectShape } from './objects/object-shape.ts';
import { parseAnswer, saveResults, type SaveResult } from './parse-answer.ts';

/**
 * Moves records to the bin in one Collections call; see `Remove`.
 *
 * Salesforce: ids of at most 200 records, in the address. developer.salesforce.com "sObject
 * Collections", read 2026-11-21
 */
export const removeRecords =
  ({ name }: ObjectShape) =>
  async (context: Context, ids: readonly RemoteId[]): Promise<WriteResult[]> => {
    if (ids.length === 0) return [];
    const doing = `remove ${ids.length} ${name}`;
    const path = `/composite/sobjects?ids=${ids.join(',')}&allOrNone=false`;
    const request = { method: 'DELETE', path, doing, writes: true } as const;
    const { body } = await send(context, request);
    const results = parseAnswer(saveResults, body, request);
    if (results.length !== ids.length)
      throw malformedAnswer(doing, `${results.length} results`, true);
    return ids.map((id, at) => toResult(results[at], { id, doing: `remove ${name} ${id}` }));
  };

const toResult = (
  result: SaveResult | undefined,
  { id, doing }: { readonly id: RemoteId; readonly doing: string },
): WriteResult => {
  if (result === undefined) throw malformedAnswer(doing, 'no result', true);
  if (result.success) return { ok: true, id };
  const complaint = parseComplaint(result.errors);
  const error = toSyncError({ doing, status: 200, complaint, writes: true });
  return error.code === 'not-found' ? { ok: true, id } : { ok: false, error };
};
