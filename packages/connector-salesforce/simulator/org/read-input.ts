import type { Field } from '../schema/field.ts';
import type { SimObject } from '../schema/schema.ts';
import { toFullId } from '../store/record-ids.ts';
import type { Value } from '../store/table.ts';
import type { Values } from './change-row.ts';
import { parseDay, parseMoment } from './field-values.ts';
import { refuse } from './record-error.ts';
import type { Work } from './work.ts';

/** A record as it came in: field names to JSON values. */
export type RecordInput = Readonly<Record<string, unknown>>;

const cannotRead = (type: string, value: unknown): never =>
  refuse(
    'JSON_PARSER_ERROR',
    `Cannot deserialize instance of ${type} from VALUE_${typeof value === 'string' ? 'STRING' : 'OTHER'} value ${String(value)} or request may be missing a required field`,
  );

const toText = (value: unknown): Value => {
  if (typeof value === 'object') return cannotRead('string', JSON.stringify(value));
  // Salesforce: text is trimmed, and an empty text is null.
  const text = String(value).trim();
  return text === '' ? null : text;
};

const toNumber = (field: Field, value: unknown): Value => {
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
  if (value === '') return null;
  if (typeof number !== 'number' || Number.isNaN(number)) return cannotRead(field.type, value);
  if (field.type === 'int' && !Number.isInteger(number)) return cannotRead('int', value);
  const unit = 10 ** field.scale;
  return field.scale > 8 ? number : Math.round(number * unit) / unit;
};

const toBoolean = (value: unknown): Value => {
  if (typeof value === 'boolean') return value;
  if (value === 'true' || value === 'false') return value === 'true';
  return cannotRead('boolean', value);
};

const toId = (field: Field, value: unknown): Value => {
  if (value === '') return null;
  const id = typeof value === 'string' ? toFullId(value) : null;
  return (
    id ??
    refuse('MALFORMED_ID', `${field.label}: id value of incorrect type: ${String(value)}`, {
      fields: [field.name],
    })
  );
};

/** Ids joined by semicolons; null for an empty list. */
const toIds = (field: Field, value: unknown): Value => {
  const list: unknown[] = Array.isArray(value) ? value : String(value).split(';');
  const ids = list.filter((id) => id !== '').map((id) => toId(field, id));
  return ids.length === 0 ? null : ids.join(';');
};

const toStored = (field: Field, value: unknown): Value => {
  if (value === null || value === undefined) return field.type === 'boolean' ? false : null;
  switch (field.type) {
    case 'boolean':
      return toBoolean(value);
    case 'int':
    case 'double':
    case 'currency':
    case 'percent':
      return toNumber(field, value);
    case 'date':
      if (value === '') return null;
      return parseDay(String(value).slice(0, 10)) ?? cannotRead('date', value);
    case 'datetime':
      if (value === '') return null;
      return parseMoment(String(value)) ?? cannotRead('datetime', value);
    case 'reference':
      return toId(field, value);
    case 'junctionIdList':
      return toIds(field, value);
    default:
      return toText(value);
  }
};

const noSuchColumn = (name: string, object: SimObject): never =>
  refuse('INVALID_FIELD', `No such column '${name}' on sobject of type ${object.name}`);

/** The object that a nested record names itself to be of, which a polymorphic look-up needs first of all. */
const targetName = (field: Field, value: object): string => {
  const [first] = Object.entries(value);
  const type =
    first?.[0] === 'attributes' ? (first[1] as { type?: unknown } | null)?.type : undefined;
  if (typeof type === 'string' && field.referenceTo.includes(type)) return type;
  return field.referenceTo.length === 1
    ? (field.referenceTo[0] ?? '')
    : refuse(
        'JSON_PARSER_ERROR',
        `The first key of a polymorphic relationship must be attributes, with the type: ${field.relationshipName ?? field.name}`,
      );
};

const resolveByExternalId = (work: Work, field: Field, value: object): string => {
  const target = work.org.schema.object(targetName(field, value));
  const [key, wanted] = Object.entries(value).find(([name]) => name !== 'attributes') ?? [];
  const index = target?.indexOf(key ?? '');
  const keyField = index === undefined ? undefined : target?.fields[index];
  if (!target || index === undefined || !(keyField?.externalId || keyField?.idLookup)) {
    return refuse('INVALID_FIELD', `Foreign key external ID field ${key ?? ''} is not valid`);
  }
  const table = work.org.table(target.name);
  const row = table
    .index(index)
    ?.rows(String(wanted))
    .find((one) => table.isLive(one));
  if (row !== undefined) return table.idOf(row);
  return refuse(
    'INVALID_FIELD',
    `Foreign key external ID: ${String(wanted).toLowerCase()} not found for field ${keyField.name} in entity ${target.name}`,
    { fields: [] },
  );
};

const placeOf = (object: SimObject, name: string, value: unknown): number | undefined => {
  const index = object.indexOf(name);
  if (index !== undefined) return index;
  return typeof value === 'object' && value !== null ? object.relationshipIndex(name) : undefined;
};

const refuseReadOnly = (names: readonly string[]): never =>
  refuse(
    'INVALID_FIELD_FOR_INSERT_UPDATE',
    `Unable to create/update fields: ${names.join(', ')}. Please check the security settings of this field and verify that it is read/write for your profile or permission set.`,
    { fields: names },
  );

/** The values of an input, of the type each field stores; refuses unknown, unwritable and unreadable ones. */
export const readInput = (
  work: Work,
  object: SimObject,
  { input, action }: { input: RecordInput; action: 'create' | 'edit' },
): Values => {
  const values: Values = new Map();
  const unwritable: string[] = [];
  for (const [name, value] of Object.entries(input)) {
    if (name === 'attributes') continue;
    const index = placeOf(object, name, value);
    const field = index === undefined ? undefined : object.fields[index];
    if (index === undefined || !field || !work.access.canRead(object, index)) {
      return noSuchColumn(name, object);
    }
    const isNested = typeof value === 'object' && value !== null && field.type === 'reference';
    if (!work.access.canWrite(object, index, action)) unwritable.push(field.name);
    else
      values.set(
        index,
        isNested ? resolveByExternalId(work, field, value) : toStored(field, value),
      );
  }
  return unwritable.length > 0 ? refuseReadOnly(unwritable) : values;
};
