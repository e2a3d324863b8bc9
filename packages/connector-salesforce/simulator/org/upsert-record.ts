import type { SimObject } from '../schema/schema.ts';
import type { Table } from '../store/table.ts';
import type { Org } from './org.ts';
import type { RecordInput } from './read-input.ts';
import { type RecordResult, refuse } from './record-error.ts';
import { createRecord, updateRecord } from './save-record.ts';
import type { Work } from './work.ts';

/** The field and value that an upsert finds its record by. */
export interface UpsertKey {
  readonly name: string;
  readonly value: string;
  /** Whether a record that is not there is left uncreated. */
  readonly updateOnly: boolean;
}

const find = (
  org: Org,
  object: SimObject,
  { name, value, userId }: Omit<UpsertKey, 'updateOnly'> & { userId: string },
): { table: Table; rows: number[]; field: number } => {
  const index = object.indexOf(name);
  const field = index === undefined ? undefined : object.fields[index];
  const isKey = field?.externalId === true || field?.idLookup === true;
  if (index === undefined || !isKey || !org.access(userId).canRead(object, index)) {
    return refuse(
      'NOT_FOUND',
      `Provided external ID field does not exist or is not accessible: ${name}`,
      { status: 404 },
    );
  }
  const table = org.table(object.name);
  const rows = (table.index(index)?.rows(value) ?? []).filter(
    (row) => table.isLive(row) && !org.isHidden(userId, object.name, row),
  );
  return { table, rows: rows.toSorted((left, right) => left - right), field: index };
};

const checkInput = (input: RecordInput, key: UpsertKey): void => {
  const names = Object.keys(input).map((name) => name.toLowerCase());
  if (names.includes('id')) {
    refuse('INVALID_FIELD', 'The Id field should not be specified in the sobject data.');
  }
  if (names.includes(key.name.toLowerCase())) {
    refuse('INVALID_FIELD', `The ${key.name} field should not be specified in the sobject data.`);
  }
};

const save = (
  work: Work,
  object: SimObject,
  { key, input }: { key: UpsertKey; input: RecordInput },
): RecordResult => {
  checkInput(input, key);
  const found = find(work.org, object, { ...key, userId: work.access.userId });
  if (found.rows.length > 1) {
    return {
      ok: false,
      errors: [
        {
          statusCode: 'DUPLICATE_EXTERNAL_ID',
          message: `${key.name}: more than one record found for external id field: [${found.rows.map((row) => found.table.idOf(row)).join(', ')}]`,
          fields: [key.name],
        },
      ],
    };
  }
  const [row] = found.rows;
  if (row !== undefined) return updateRecord(work, object, { id: found.table.idOf(row), input });
  return createRecord(work, object, { ...input, [key.name]: key.value });
};

/** Finds records by a key field, and updates the one found or creates one. */
export const upsertRecord = { find, save };
