import type { Change, Context, Draft, WriteResult } from '@concord/core/contract';
import { changedFields } from './changed-fields.ts';
import { send } from './client.ts';
import { parseComplaint } from './complaint.ts';
import { malformedAnswer, toSyncError } from './errors.ts';
import type { ObjectShape } from './objects/object-shape.ts';
import { parseAnswer, saveResults, type SaveResult } from './parse-answer.ts';
import { toRecordId } from './record-id.ts';
import { writeHeaders } from './write-headers.ts';

/**
 * Creates records in one Collections call; see `Create`. One header counts for the whole call, so
 * rules assign owners only where every draft lets them: none is given away unasked.
 */
export const createRecords =
  (shape: ObjectShape, toRecord: (draft: Draft) => object = ({ fields }) => fields) =>
  async (context: Context, drafts: readonly Draft[]): Promise<WriteResult[]> => {
    const records = drafts.map((draft) => ({
      attributes: { type: shape.name },
      ...toRecord(draft),
    }));
    const headers = drafts.every(({ assignOwner }) => assignOwner) ? {} : writeHeaders;
    const results = await save(context, { shape, verb: 'create', records, headers });
    return results.map((result) => toResult(result, `create ${shape.name}`));
  };

/** Changes records in one Collections call, whoever changed them since; see `Update`. */
export const updateRecords =
  (shape: ObjectShape) =>
  async (context: Context, changes: readonly Change[]): Promise<WriteResult[]> => {
    const records = changes.map((change) => ({
      attributes: { type: shape.name },
      id: change.id,
      ...changedFields(change),
    }));
    const results = await save(context, { shape, verb: 'update', records, headers: writeHeaders });
    return changes.map(({ id }, index) => {
      const result = results[index];
      const doing = `update ${shape.name} ${id}`;
      if (result?.success === false) return toResult(result, doing);
      if (result !== undefined && toRecordId(result.id) === id) return { ok: true, id };
      throw malformedAnswer(doing, 'the answer is about another record', true);
    });
  };

interface Save {
  readonly shape: ObjectShape;
  readonly verb: 'create' | 'update';
  readonly records: readonly object[];
  readonly headers: Readonly<Record<string, string>>;
}

/** Collections answers in the order of the request, with one result for each record. */
const save = async (context: Context, saving: Save): Promise<SaveResult[]> => {
  const { shape, verb, records, headers } = saving;
  if (records.length === 0) return [];
  const doing = `${verb} ${records.length} ${shape.name}`;
  const request = {
    method: verb === 'create' ? 'POST' : 'PATCH',
    path: '/composite/sobjects',
    headers,
    body: { allOrNone: false, records },
    doing,
    writes: true,
  } as const;
  const { body } = await send(context, request);
  const results = parseAnswer(saveResults, body, request);
  if (results.length === records.length) return results;
  throw malformedAnswer(doing, `${results.length} results`, true);
};

/** Salesforce's own status of a Collections call is 200, whatever became of its records. */
const toResult = (result: SaveResult, doing: string): WriteResult => {
  if (result.success) return { ok: true, id: toRecordId(result.id) };
  const complaint = parseComplaint(result.errors);
  return { ok: false, error: toSyncError({ doing, status: 200, complaint, writes: true }) };
};
