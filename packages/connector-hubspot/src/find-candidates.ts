import { toRemoteId } from '@concord/core/contract';
import type {
  Context,
  MatchKey,
  MatchRequest,
  RemoteId,
  RemoteRecord,
} from '@concord/core/contract';
import { batchMax } from './limits.ts';
import { readBatch, type BatchRead, type ReadRow } from './batch-read.ts';
import { keyFieldsOf, type KeyField } from './match-fields.ts';
import { nameOf, namesIn, spellingsOf } from './match-keys.ts';
import { searchIds } from './match-search.ts';
import type { ObjectShape } from './objects/object-shape.ts';
import { selectedProperties, toRecords } from './to-records.ts';

/**
 * Every live record for each key, in the order of `keys`; see `Write.match`. What a search finds is
 * read again where it is stored, so that only records that hold the key by then are answered.
 */
export const findCandidates =
  (shape: ObjectShape) =>
  async (context: Context, request: MatchRequest): Promise<RemoteRecord[][]> => {
    const fields = keyFieldsOf(shape, request);
    const names = [...request.fields, ...fields.map(({ name }) => name)];
    const asked = {
      properties: selectedProperties({ shape, fields: names }),
      fields,
      keys: request.keys,
    };
    const byValue = await readByValue(context, shape, asked);
    const ids = await searchIds(context, shape, asked);
    const known = new Set(byValue.map(({ id }) => id));
    const others = ids.filter((id) => !known.has(id));
    const found = await readAll(context, shape, { inputs: others, properties: asked.properties });
    return assign(context, { shape, request, fields, rows: [...byValue, ...found] });
  };

interface Asked {
  readonly properties: BatchRead['properties'];
  readonly fields: readonly KeyField[];
  readonly keys: readonly MatchKey[];
}

const readByValue = async (
  context: Context,
  shape: ObjectShape,
  { properties, fields, keys }: Asked,
): Promise<ReadRow[]> => {
  const rows = new Map<string, ReadRow>();
  for (const { kind, name: by } of fields.filter((field) => field.by === 'value')) {
    const inputs = keys.filter((key) => key.kind === kind).flatMap(spellingsOf);
    for (const row of await readAll(context, shape, { inputs, by, properties })) {
      rows.set(row.id, row);
    }
  }
  return [...rows.values()];
};

/** In as many calls as it takes. */
const readAll = async (
  context: Context,
  shape: ObjectShape,
  { inputs, ...read }: BatchRead,
): Promise<ReadRow[]> => {
  const rows: ReadRow[] = [];
  const each = [...new Set(inputs)];
  for (let at = 0; at < each.length; at += batchMax) {
    const some = each.slice(at, at + batchMax);
    rows.push(...(await readBatch(context, shape, { ...read, inputs: some })));
  }
  return rows;
};

/** What was found, and for what. */
interface Found {
  readonly shape: ObjectShape;
  readonly request: MatchRequest;
  readonly fields: readonly KeyField[];
  readonly rows: readonly ReadRow[];
}

const assign = async (
  context: Context,
  { shape, request, fields, rows }: Found,
): Promise<RemoteRecord[][]> => {
  const records = await toRecords(context, rows, { shape, fields: request.fields });
  const byName = new Map<string, Map<RemoteId, RemoteRecord>>(
    request.keys.map((key) => [nameOf(key), new Map()]),
  );
  for (const [at, { id, properties }] of rows.entries()) {
    const record = records[at];
    const names = fields.flatMap(({ kind, name }) => namesIn(kind, properties[name]));
    for (const name of names) if (record) byName.get(name)?.set(toRemoteId(id), record);
  }
  return request.keys.map((key) => [...(byName.get(nameOf(key))?.values() ?? [])]);
};
