import {
  createSyncError,
  toRemoteId,
  type Context,
  type FieldNames,
  type Fields,
  type FieldType,
  type FieldValue,
  type RemoteRecord,
} from '@concord/core/contract';
import type { ObjectShape } from './objects/object-shape.ts';
import type { RecordBody } from './parse-answer.ts';
import { fieldTypes } from './field-types.ts';
import { toName, type PropertyName } from './query-text.ts';
import { toValue } from './to-value.ts';

/** Whose records are read, and which fields of them. */
export interface Reading {
  readonly shape: ObjectShape;
  readonly fields: FieldNames;
}

/** The properties to ask for: what every record needs and the fields asked for, each once. */
export const selectedProperties = ({ shape, fields }: Reading): PropertyName[] => [
  ...new Set([shape.modified, ...shape.mergedIds, ...fields.map(toName)]),
];

/** Records of what HubSpot told of `selectedProperties`, in the same order. */
export const toRecords = async (
  context: Context,
  rows: readonly RecordBody[],
  reading: Reading,
): Promise<RemoteRecord[]> => {
  if (rows.length === 0) return [];
  const types = await fieldTypes(context, reading);
  const told = (await reading.shape.fill?.(context, rows)) ?? rows;
  const columns = reading.fields.map((name) => [name, types.get(name) ?? 'text'] as const);
  return told.map((row) => toRecord(row, columns));
};

type Columns = readonly (readonly [name: string, type: FieldType])[];

const toRecord = (row: RecordBody, columns: Columns): RemoteRecord => ({
  id: toRemoteId(row.id),
  fields: toFields(row, columns),
  modifiedAt: row.updatedAt,
  // Says which version was read; HubSpot takes no condition (R-OVERWRITE-7).
  revision: row.updatedAt,
  removed: row.archived,
  mergedInto: null,
});

const toFields = ({ properties }: RecordBody, columns: Columns): Fields => {
  const fields: Record<string, FieldValue> = {};
  for (const [name, type] of columns) {
    const text = Object.hasOwn(properties, name) ? properties[name] : undefined;
    if (text === undefined) throw unknownProperty(name);
    fields[name] = toValue(text, type);
  }
  return fields;
};

// HubSpot: a property that is not defined, or no longer, is left out; an empty one is null.
// developers.hubspot.com, read 2026-11-21
const unknownProperty = (field: string): Error =>
  createSyncError(`read records: HubSpot has no property ${field}, or no longer`, {
    code: 'unsupported',
    retry: 'never',
    effect: 'none',
    field,
  });
