import {
  createSyncError,
  type Fields,
  type FieldNames,
  type FieldValue,
  type Instant,
  type RemoteRecord,
} from '@concord/core/contract';
import { malformedAnswer } from './errors.ts';
import { fateFields, type ObjectShape } from './objects/object-shape.ts';
import type { Row } from './parse-answer.ts';
import { toName, type SoqlName } from './query-text.ts';
import { toRecordId } from './record-id.ts';

/** The fields to select: what every record needs and what was asked for, each once. */
export const selectedFields = (shape: ObjectShape, fields: FieldNames): SoqlName[] => {
  const names = ['Id', 'SystemModstamp', 'LastModifiedDate', ...fateFields(shape), ...fields];
  return [...new Map(names.map((name) => [name.toLowerCase(), toName(name)])).values()];
};

/** How the rows of one answer become records. */
export interface RowReading {
  readonly shape: ObjectShape;
  readonly fields: FieldNames;
  /** A time that was over when Salesforce was asked; `null` proves nothing about revisions. */
  readonly askedAfter: Instant | null;
}

/** Records of rows that `selectedFields` selected. */
export const toRecords = (rows: readonly Row[], reading: RowReading): RemoteRecord[] => {
  const layout = layoutOf(rows[0], reading);
  return rows.map((row) => toRecord(row, layout, reading));
};

/** How the fields of every row of one answer are laid out. */
interface Layout {
  /** Field asked for, and the spelling Salesforce answers it under. */
  readonly keys: readonly (readonly [name: string, key: string])[];
  /** Copied for each record: objects made in one shape are made twice as fast. */
  readonly blank: Fields;
}

const layoutOf = (row: Row | undefined, { fields }: RowReading): Layout => {
  const spelling = new Map(Object.keys(row ?? {}).map((key) => [key.toLowerCase(), key]));
  return {
    keys: fields.map((name) => [name, spelling.get(name.toLowerCase()) ?? name]),
    blank: Object.fromEntries(fields.map((name) => [name, null])),
  };
};

const toRecord = (row: Row, layout: Layout, { shape, askedAfter }: RowReading): RemoteRecord => {
  const { Id: id, SystemModstamp: stamp } = row;
  if (typeof id !== 'string' || typeof stamp !== 'string' || !isMoment(stamp)) {
    throw malformedAnswer(`read ${shape.name}`, 'a row has no id or no time', false);
  }
  const modifiedAt = toMoment(stamp);
  return {
    id: toRecordId(id),
    fields: toFields(row, layout),
    modifiedAt,
    revision: isOver(modifiedAt, askedAfter) ? modifiedAt : null,
    ...editOf(row, modifiedAt),
    ...fateOf(row, shape),
  };
};

/**
 * Salesforce: `SystemModstamp` also moves by roll-ups and by activities logged on a record, and
 * `LastModifiedDate` by users alone. developer.salesforce.com "System Fields", read 2026-11-22
 */
const editOf = (
  { LastModifiedDate: stamp }: Row,
  modifiedAt: Instant,
): Pick<RemoteRecord, 'editedAt'> => {
  if (typeof stamp !== 'string' || !isMoment(stamp)) return {};
  const editedAt = toMoment(stamp);
  return editedAt === modifiedAt ? {} : { editedAt };
};

type Fate = Pick<RemoteRecord, 'removed' | 'mergedInto' | 'continuesAs'>;

/** What became of a row, by the fields of `fateFields`. */
const fateOf = (row: Row, { fates }: ObjectShape): Fate => {
  const { MasterRecordId: master, ConvertedContactId: contact } = row;
  const isRetired = fates.includes('retired') && row['IsActive'] === false;
  const removed = row['IsDeleted'] === true || isRetired;
  const mergedInto = typeof master === 'string' ? toRecordId(master) : null;
  if (!fates.includes('converted') || row['IsConverted'] !== true) return { removed, mergedInto };
  // R-PERSON-8; a lead whose contact is gone can no more be written than one in the bin.
  if (typeof contact !== 'string') return { removed: true, mergedInto };
  return { removed, mergedInto, continuesAs: { object: 'Contact', id: toRecordId(contact) } };
};

/**
 * Whether the second of a change was over at a time: until then another change could get the same
 * stamp. It is the time of asking that proves it, for a row is read before its answer is dated.
 */
export const isOver = (modifiedAt: Instant, time: Instant | null): boolean =>
  time !== null && time.slice(0, 19) > modifiedAt.slice(0, 19);

const toFields = (row: Row, { keys, blank }: Layout): Fields => {
  const fields: Record<string, FieldValue> = { ...blank };
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
  text.length === 28 && text.endsWith('+0000') && moment.test(text);

const moment = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}/;

const toMoment = (text: string): Instant => `${text.slice(0, 23)}Z` as Instant;

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
