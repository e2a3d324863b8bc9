import type { RecordInput } from '../org/read-input.ts';
import { Refusal, type RecordResult, refuse } from '../org/record-error.ts';
import { deleteRecord, purgeRecord } from '../org/remove-record.ts';
import { createRecord, updateRecord } from '../org/save-record.ts';
import { upsertRecord } from '../org/upsert-record.ts';
import type { Work } from '../org/work.ts';
import type { SimObject } from '../schema/schema.ts';
import type { Outcome, Writing } from './bulk-job.ts';

/** A record that a job writes. */
export interface BulkRecord {
  readonly object: SimObject;
  readonly input: RecordInput;
  /** Refuses the id, or the key of an upsert, for what the other records of the chunk have. */
  readonly check: (key: string) => void;
}

/** A value of a record as text, empty for none, and the record without it. */
export const takeText = (input: RecordInput, name: string): readonly [string, RecordInput] => {
  const own = Object.keys(input).find((key) => key.toLowerCase() === name.toLowerCase());
  const { [own ?? '']: value, ...rest } = input;
  const isText = typeof value === 'string' || typeof value === 'number';
  return [isText ? String(value) : '', rest];
};

const idOf = (input: RecordInput): readonly [string, RecordInput] => {
  const [id, rest] = takeText(input, 'Id');
  return id === ''
    ? refuse('MISSING_ARGUMENT', 'Id not specified in an update call', { fields: ['Id'] })
    : [id, rest];
};

const upsert = (work: Work, { object, input, check }: BulkRecord, name: string): RecordResult => {
  const [value, rest] = takeText(input, name);
  const isById = name.toLowerCase() === 'id';
  check(value);
  if (isById && value === '') return createRecord(work, object, rest);
  if (isById) return updateRecord(work, object, { id: value, input: rest });
  if (value === '') refuse('MISSING_ARGUMENT', `${name} not specified`, { fields: [name] });
  const key = { name, value, updateOnly: false };
  return upsertRecord.save(work, object, { key, input: rest });
};

const save = (work: Work, writing: Writing, record: BulkRecord): RecordResult => {
  const { object, input, check } = record;
  switch (writing.operation) {
    case 'insert':
      return createRecord(work, object, input);
    case 'upsert':
      return upsert(work, record, writing.externalIdFieldName ?? 'Id');
    case 'update': {
      const [id, rest] = idOf(input);
      check(id);
      return updateRecord(work, object, { id, input: rest });
    }
    case 'delete':
      return deleteRecord(work, object, idOf(input)[0]);
    default:
      return purgeRecord(work, object, idOf(input)[0]);
  }
};

/** Does what a job asks of one record, and says what became of it. */
export const saveRecord = (work: Work, writing: Writing, record: BulkRecord): Outcome => {
  const failed = (errors: Outcome['errors']): Outcome => {
    const id = writing.operation === 'insert' ? '' : takeText(record.input, 'Id')[0];
    return { id, errors, isCreated: false };
  };
  try {
    const result = save(work, writing, record);
    if (!result.ok) return failed(result.errors);
    return { id: result.id, errors: [], isCreated: result.created };
  } catch (error) {
    if (error instanceof Refusal) return failed(error.errors);
    throw error;
  }
};
