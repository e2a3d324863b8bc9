import {
  createSyncError,
  toInstant,
  type Fields,
  type FieldNames,
  type FieldValue,
  type Instant,
  type RemoteRecord,
} from '@concord/core/contract';
import { malformedAnswer } from './errors.ts';
import type { ObjectShape } from './objects/object-shape.ts';
import type { Row } from './parse-answer.ts';
import { toName, type SoqlName } from './query-text.ts';
import { toRecordId } from './record-id.ts';

const plain = ['Id', 'SystemModstamp'] as const;
const binned = [...plain, 'IsDeleted', 'MasterRecordId'] as const;

/** The fields to select: what every record needs and what was asked for, each once. */
export const selectedFields = (shape: ObjectShape, fields: FieldNames): SoqlName[] => {
  const names = [...(shape.hasBin ? binned : plain), ...fields];
  return [...new Map(names.map((name) => [name.toLowerCase(), toName(name)])).values()];
};

/** How the rows of one answer become records. */
export interface RowReading {
  readonly shape: ObjectShape;
  readonly fields: FieldNames;
  /** When Salesforce answered; `null` proves nothing about revisions. */
  readonly servedAt: Instant | null;
}

/** Records of rows that `selectedFields` selected. */
export const toRecords = (rows: readonly Row[], reading: RowReading): RemoteRecord[] => {
  const keys = keysOf(rows[0], reading);
  return rows.map((row) => toRecord(row, keys, reading));
};

/** Field asked for, and the spelling Salesforce answers it under. */
type Keys = readonly (readonly [name: string, key: string])[];

const keysOf = (row: Row | undefined, { fields }: RowReading): Keys => {
  if (row === undefined) return [];
  const spelling = new Map(Object.keys(row).map((key) => [key.toLowerCase(), key]));
  return fields.map((name) => [name, spelling.get(name.toLowerCase()) ?? name]);
};

const toRecord = (row: Row, keys: Keys, { shape, servedAt }: RowReading): RemoteRecord => {
  const { Id: id, SystemModstamp: stamp, MasterRecordId: master, IsDeleted: removed } = row;
  if (typeof id !== 'string' || typeof stamp !== 'string' || stamp.length < 20) {
    throw malformedAnswer(`read ${shape.name}`, 'a row has no id or no time', false);
  }
  const modifiedAt = toMoment(stamp);
  return {
    id: toRecordId(id),
    fields: toFields(row, keys),
    modifiedAt,
    revision: isSettled(modifiedAt, servedAt) ? modifiedAt : null,
    removed: removed === true,
    mergedInto: typeof master === 'string' ? toRecordId(master) : null,
  };
};

/** Another change in the same second would have the same stamp: only a later second proves. */
const isSettled = (modifiedAt: Instant, servedAt: Instant | null): boolean =>
  servedAt !== null && servedAt.slice(0, 19) > modifiedAt.slice(0, 19);

const toFields = (row: Row, keys: Keys): Fields => {
  const fields: Record<string, FieldValue> = {};
  for (const [name, key] of keys) fields[name] = toValue(row[key], name);
  return fields;
};

const toValue = (value: unknown, name: string): FieldValue => {
  if (typeof value === 'string') return isMoment(value) ? toMoment(value) : value || null;
  if (value === null || typeof value === 'number' || typeof value === 'boolean') return value;
  throw value === undefined ? absent(name) : compound(name);
};

// Salesforce: `2026-05-01T07:25:37.000+0000`, always UTC. Recorded answers, read 2026-11-21
const isMoment = (text: string): boolean =>
  text.length === 28 && text.endsWith('+0000') && /^\d{4}-\d\d-\d\dT[\d:]{8}\.\d{3}/.test(text);

const toMoment = (text: string): Instant =>
  isMoment(text) ? (`${text.slice(0, 23)}Z` as Instant) : toInstant(text);

const absent = (field: string): Error =>
  createSyncError(`read records: the answer lacks the field ${field}`, {
    code: 'malformed',
    retry: 'never',
    effect: 'none',
    field,
  });

const compound = (field: string): Error =>
  createSyncError(`read records: ${field} is not one value; map its parts instead`, {
    code: 'unsupported',
    retry: 'never',
    effect: 'none',
    field,
  });
