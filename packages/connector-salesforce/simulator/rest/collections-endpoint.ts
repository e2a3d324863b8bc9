import { z } from 'zod';
import type { RecordInput } from '../org/read-input.ts';
import { type RecordResult, refuse } from '../org/record-error.ts';
import { deleteRecord } from '../org/remove-record.ts';
import { createRecord, updateRecord } from '../org/save-record.ts';
import { upsertRecord } from '../org/upsert-record.ts';
import type { Work } from '../org/work.ts';
import type { SimObject } from '../schema/schema.ts';
import type { ApiCall, ApiReply, Endpoint } from './api-types.ts';
import { recordBody } from './record-body.ts';
import { json, otherMethod, toEntry } from './replies.ts';
import { runSaves, type Save } from './run-saves.ts';

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

const withoutId = (record: RecordInput): { id: string; input: RecordInput } => {
  const key = Object.keys(record).find((name) => name.toLowerCase() === 'id');
  const { [key ?? '']: id, ...input } = record;
  return {
    id:
      typeof id === 'string'
        ? id
        : refuse('MISSING_ARGUMENT', 'Id not specified in an update call', { fields: [] }),
    input,
  };
};

const checkedUpdate = (work: Work, object: SimObject, record: RecordInput): RecordResult => {
  const { id, input } = withoutId(record);
  return updateRecord(work, object, { id, input });
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
  const saves = records.map((record, at): Save => {
    const object = objectFor(call, types[at] ?? '');
    return (work) => checkedUpdate(work, object, record);
  });
  return json(
    200,
    runSaves(call, saves, allOrNone).map((result) => toEntry(result)),
  );
};

const deleteMany = (call: ApiCall): ApiReply => {
  const ids = (call.query.get('ids') ?? '').split(',').filter((id) => id !== '');
  if (ids.length > recordMax) tooMany();
  const saves = ids.map((id): Save => (work) => {
    const object = work.org.schema.byPrefix(id.slice(0, 3));
    if (!object) return refuse('MALFORMED_ID', `malformed id ${id}`, { fields: [] });
    return deleteRecord(work, object, id);
  });
  const allOrNone = call.query.get('allOrNone') === 'true';
  return json(
    200,
    runSaves(call, saves, allOrNone).map((result) => toEntry(result)),
  );
};

const upsertMany = (call: ApiCall, object: SimObject, name: string): ApiReply => {
  const { allOrNone, records } = parseRecords(call.body);
  const saves = records.map((record): Save => {
    const own = Object.keys(record).find((key) => key.toLowerCase() === name.toLowerCase());
    const { [own ?? '']: value, ...input } = record;
    return (work) => {
      if (name.toLowerCase() === 'id') return checkedUpdate(work, object, record);
      if (value === undefined || value === null) {
        return refuse('MISSING_ARGUMENT', `${name} not specified`, { fields: [] });
      }
      const key = { name, value: String(value), updateOnly: false };
      return upsertRecord.save(work, object, { key, input });
    };
  });
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
