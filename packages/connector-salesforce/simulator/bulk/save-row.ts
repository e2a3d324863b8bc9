import { checkKeyOnce } from '../org/check-key-once.ts';
import { countRepeats } from '../org/count-repeats.ts';
import type { RecordInput } from '../org/read-input.ts';
import { type RecordError, Refusal, type RecordResult, refuse } from '../org/record-error.ts';
import { deleteRecord, purgeRecord } from '../org/remove-record.ts';
import { createRecord, updateRecord } from '../org/save-record.ts';
import { upsertRecord } from '../org/upsert-record.ts';
import type { Work } from '../org/work.ts';
import type { SimObject } from '../schema/schema.ts';
import type { IngestJob, RowOutcome } from './bulk-job.ts';

interface Row {
  readonly object: SimObject;
  readonly input: RecordInput;
  /** Refuses the id, or the key of an upsert, for what the other rows of the chunk have. */
  readonly check: (key: string) => void;
}

const take = (input: RecordInput, name: string): readonly [string, RecordInput] => {
  const own = Object.keys(input).find((key) => key.toLowerCase() === name.toLowerCase());
  const { [own ?? '']: value, ...rest } = input;
  return [typeof value === 'string' ? value : '', rest];
};

const idOf = (input: RecordInput): readonly [string, RecordInput] => {
  const [id, rest] = take(input, 'Id');
  return id === ''
    ? refuse('MISSING_ARGUMENT', 'Id not specified in an update call', { fields: ['Id'] })
    : [id, rest];
};

const upsert = (work: Work, { object, input, check }: Row, name: string): RecordResult => {
  const [value, rest] = take(input, name);
  const isById = name.toLowerCase() === 'id';
  check(value);
  if (isById && value === '') return createRecord(work, object, rest);
  if (isById) return updateRecord(work, object, { id: value, input: rest });
  if (value === '') refuse('MISSING_ARGUMENT', `${name} not specified`, { fields: [name] });
  const key = { name, value, updateOnly: false };
  return upsertRecord.save(work, object, { key, input: rest });
};

const save = (work: Work, job: IngestJob, row: Row): RecordResult => {
  const { object, input, check } = row;
  switch (job.operation) {
    case 'insert':
      return createRecord(work, object, input);
    case 'upsert':
      return upsert(work, row, job.externalIdFieldName ?? 'Id');
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

/** `CODE:message:FIELD --`, as recorded. */
const errorText = (errors: readonly RecordError[]): string =>
  errors
    .map(({ statusCode, message, fields = [] }) => {
      const named = fields.length === 0 ? '' : `${fields.join(', ')} `;
      return `${statusCode}:${message}:${named}--`;
    })
    .join(' ');

/** What the rows of a chunk must not have in common. */
export const chunkCheck = (
  { operation, externalIdFieldName }: IngestJob,
  object: SimObject,
  inputs: readonly RecordInput[],
): Row['check'] => {
  if (operation === 'update') return countRepeats();
  const name = externalIdFieldName ?? 'Id';
  const keys = inputs.map((input) => take(input, name)[0]);
  return checkKeyOnce(
    object,
    name,
    keys.map((key) => (key === '' ? null : key)),
  );
};

/** Does what a job asks of one row, and says what became of it. */
export const saveRow = (
  work: Work,
  job: IngestJob,
  { row, ...one }: Row & { readonly row: readonly string[] },
): RowOutcome => {
  const failed = (errors: readonly RecordError[]): RowOutcome => {
    const id = job.operation === 'insert' ? '' : take(one.input, 'Id')[0];
    return { id, row, error: errorText(errors), isCreated: false };
  };
  try {
    const result = save(work, job, one);
    if (!result.ok) return failed(result.errors);
    return { id: result.id, row, error: null, isCreated: result.created };
  } catch (error) {
    if (error instanceof Refusal) return failed(error.errors);
    throw error;
  }
};
