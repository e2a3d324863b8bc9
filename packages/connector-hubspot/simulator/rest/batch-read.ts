import { z } from 'zod';
import type { RowRef } from '../portal/change-row.ts';
import { findRow } from '../portal/find-record.ts';
import { Refusal } from '../portal/refusal.ts';
import type { ObjectType } from '../schema/object-type.ts';
import type { ApiCall, Endpoint } from './api-types.ts';
import { batchReply } from './batch-reply.ts';
import { flagOf, typeOf } from './object-call.ts';
import { checkBatchSize, idShape, readBody } from './read-body.ts';
import { recordBody, shownTo } from './record-body.ts';

const shape = z.object({
  inputs: z.array(z.object({ id: idShape })),
  properties: z.array(z.string()).nullish(),
  propertiesWithHistory: z.array(z.string()).nullish(),
  idProperty: z.string().nullish(),
});

/** The refusal that names records which are not there. */
export const missingRecords = (type: ObjectType, ids: readonly string[]) => ({
  category: 'OBJECT_NOT_FOUND',
  message: `Could not get some ${type.messageName} objects, they may be deleted or not exist. Check that ids are valid.`,
  context: { ids: [...ids] },
});

const find = (call: ApiCall, type: ObjectType, { inputs, idProperty }: z.output<typeof shape>) => {
  const wanted = flagOf(call, 'archived') ? 'archived' : 'live';
  const found = new Map<number, RowRef>();
  const missing: string[] = [];
  for (const { id } of inputs) {
    const row = findRow(call.portal, type.name, { id, idProperty: idProperty ?? undefined });
    if (row !== null && call.portal.table(type.name).state(row) === wanted)
      found.set(row, { object: type.name, row });
    else missing.push(id);
  }
  return { found: [...found.values()], missing: [...new Set(missing)] };
};

/** Records by their ids, or by a property whose values are unique. */
export const batchRead: Endpoint['answer'] = (call) => {
  const type = typeOf(call);
  const body = readBody(call, shape);
  checkBatchSize(body.inputs.length);
  const { found, missing } = find(call, type, body);
  const isNothing = found.length === 0 && call.portal.rules.emptyBatchRead === 'notFound';
  if (isNothing) throw new Refusal(404, missingRecords(type, missing));
  const shown = shownTo(call, type, {
    properties: body.properties ?? [],
    history: body.propertiesWithHistory ?? [],
  });
  return batchReply(call, 200, {
    results: found.map((ref) => recordBody(call.portal, ref, shown)),
    errors: missing.length === 0 ? [] : [missingRecords(type, missing)],
  });
};
