import { z } from 'zod';
import { countRepeats } from '../org/count-repeats.ts';
import { objectOfId } from '../org/object-of-id.ts';
import type { RecordInput } from '../org/read-input.ts';
import { refuse } from '../org/record-error.ts';
import { deleteRecord } from '../org/remove-record.ts';
import { createRecord, updateRecord } from '../org/save-record.ts';
import type { SimObject } from '../schema/schema.ts';
import type { ApiCall, ApiReply, Endpoint } from './api-types.ts';
import { recordBody } from './record-body.ts';
import { json, otherMethod, toEntry } from './replies.ts';
import { runSaves, type Save } from './run-saves.ts';
import { upsertSaves } from './upsert-saves.ts';

// Salesforce: 200 records, and 10 runs of one type, per collections call. developer.salesforce.com, read 2026-11-21
const recordMax = 200;
const chunkMax = 10;

const recordsShape = z.object({
  allOrNone: z.boolean().default(false),
  records: z.array(z.record(z.string(), z.unknown())),
});

const tooMany = (): never =>
  refuse(
    'EXCEEDED_ID_LIMIT',
    `record limit reached. cannot submit more than ${recordMax} records into this call`,
  );

const parseRecords = (body: unknown): z.output<typeof recordsShape> => {
  const parsed = recordsShape.safeParse(body);
  if (!parsed.success)
    return refuse('JSON_PARSER_ERROR', 'The request body has no list of records');
  return parsed.data.records.length > recordMax ? tooMany() : parsed.data;
};

const typeOf = (record: RecordInput): string => {
  const { attributes } = record;
  const type =
    typeof attributes === 'object' && attributes !== null
      ? (attributes as { type?: unknown }).type
      : null;
  return typeof type === 'string'
    ? type
    : refuse('INVALID_INPUT', 'Include an entity type in the attributes of each record');
};

const checkChunks = (types: readonly string[]): void => {
  const chunks = types.filter((type, at) => at === 0 || type !== types[at - 1]).length;
  if (chunks > chunkMax) {
    refuse(
      'INVALID_INPUT',
      `Cannot have more than ${chunkMax} chunks in a single operation. Please rearrange the data to reduce chunking.`,
    );
  }
};

const objectFor = (call: ApiCall, type: string): SimObject =>
  call.state.org.schema.object(type) ??
  refuse('INVALID_TYPE', `sObject type '${type}' is not supported.`);

const idOf = (record: RecordInput): readonly [string, RecordInput] => {
  const key = Object.keys(record).find((name) => name.toLowerCase() === 'id');
  const { [key ?? '']: id, ...input } = record;
  return typeof id === 'string'
    ? [id, input]
    : refuse('MISSING_ARGUMENT', 'Id not specified in an update call', { fields: [] });
};

const createMany = (call: ApiCall): ApiReply => {
  const { allOrNone, records } = parseRecords(call.body);
  const types = records.map(typeOf);
  checkChunks(types);
  const saves = records.map((record, at): Save => {
    const object = objectFor(call, types[at] ?? '');
    return (work) => createRecord(work, object, record);
  });
  return json(
    200,
    runSaves(call, saves, allOrNone).map((result) => toEntry(result)),
  );
};

const updateMany = (call: ApiCall): ApiReply => {
  const { allOrNone, records } = parseRecords(call.body);
  const types = records.map(typeOf);
  checkChunks(types);
  const check = countRepeats();
  const saves = records.map((record, at): Save => {
    const object = objectFor(call, types[at] ?? '');
    return (work) => {
      const [id, input] = idOf(record);
      check(id);
      return updateRecord(work, object, { id, input });
    };
  });
  return json(
    200,
    runSaves(call, saves, allOrNone).map((result) => toEntry(result)),
  );
};

const deleteMany = (call: ApiCall): ApiReply => {
  const ids = (call.query.get('ids') ?? '').split(',').filter((id) => id !== '');
  if (ids.length > recordMax) tooMany();
  const saves = ids.map(
    (id): Save =>
      (work) =>
        deleteRecord(work, objectOfId(work.org, id), id),
  );
  const allOrNone = call.query.get('allOrNone') === 'true';
  return json(
    200,
    runSaves(call, saves, allOrNone).map((result) => toEntry(result)),
  );
};

const upsertMany = (call: ApiCall, object: SimObject, name: string): ApiReply => {
  const { allOrNone, records } = parseRecords(call.body);
  const saves = upsertSaves(
    name,
    records.map((input) => ({ type: object.name, input })),
  );
  return json(
    200,
    runSaves(call, saves, allOrNone).map((result) => toEntry(result, true)),
  );
};

const retrieveShape = z.object({ ids: z.array(z.string()).max(2000), fields: z.array(z.string()) });

const readMany = (call: ApiCall, object: SimObject): ApiReply => {
  const wanted =
    call.method !== 'POST'
      ? {
          ids: (call.query.get('ids') ?? '').split(','),
          fields: (call.query.get('fields') ?? '').split(','),
        }
      : call.body;
  const parsed = retrieveShape.safeParse(wanted);
  if (!parsed.success) return refuse('INVALID_INPUT', 'ids and fields are required');
  const table = call.state.org.table(object.name);
  const text = recordBody(call, table, parsed.data.fields);
  const texts = parsed.data.ids.map((id) => {
    const row = table.rowOf(id);
    const isSeen =
      row !== undefined &&
      table.isLive(row) &&
      !call.state.org.isHidden(call.userId, object.name, row);
    return isSeen ? text(row) : 'null';
  });
  return { status: 200, body: `[${texts.join(',')}]` };
};

/** `/composite/sobjects`: up to 200 records a call, each with its own result. */
export const collectionsEndpoint: Endpoint = (call) => {
  const [first, second, type, key, ...more] = call.path;
  if (first !== 'composite' || second !== 'sobjects' || more.length > 0) return null;
  if (type !== undefined) {
    const object = call.state.org.objectFor(type, call.state.org.access(call.userId));
    if (key !== undefined) return otherMethod(call, 'PATCH') ?? upsertMany(call, object, key);
    return otherMethod(call, 'GET,HEAD,POST') ?? readMany(call, object);
  }
  if (call.method === 'POST') return createMany(call);
  if (call.method === 'PATCH') return updateMany(call);
  return otherMethod(call, 'DELETE,PATCH,POST') ?? deleteMany(call);
};
