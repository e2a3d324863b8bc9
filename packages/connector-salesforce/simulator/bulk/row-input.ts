import type { Access } from '../org/access.ts';
import type { RecordInput } from '../org/read-input.ts';
import type { Field } from '../schema/field.ts';
import type { SimObject } from '../schema/schema.ts';
import { CsvError } from './csv.ts';

/** What a column of an upload fills: a field, or the key of the record that a look-up refers to. */
interface Column {
  readonly name: string;
  readonly field: Field;
  readonly key: { readonly relation: string; readonly name: string; readonly type: string } | null;
}

const notFound = (name: string): never => {
  // Salesforce: the whole job fails. [PUB] Several public issue threads, read 2026-11-22
  throw new CsvError(`InvalidBatch : Field name not found : ${name}`);
};

const columnOf = (object: SimObject, access: Access, name: string): Column => {
  const [path = '', type = ''] = name.split(':').toReversed();
  const [first = '', key] = path.split('.');
  const index = key === undefined ? object.indexOf(first) : object.relationshipIndex(first);
  const field = index === undefined ? undefined : object.fields[index];
  if (index === undefined || !field || !access.canRead(object, index)) return notFound(name);
  if (key === undefined) return { name: field.name, field, key: null };
  const target = type === '' ? (field.referenceTo[0] ?? '') : type;
  return { name: field.name, field, key: { relation: first, name: key, type: target } };
};

/** The columns of an upload; throws a CsvError for one that is no field. */
export const columnsOf = (
  object: SimObject,
  access: Access,
  header: readonly string[],
): readonly Column[] => header.map((name) => columnOf(object, access, name));

// Salesforce: `yes`, `y`, `true`, `on` and `1` are true, in any case. Bulk API 2.0 guide, read 2026-11-22
const yes = /^(?:yes|y|true|on|1)$/iu;
const no = /^(?:no|n|false|off|0)$/iu;

const toValue = ({ type }: Field, text: string): unknown => {
  if (type !== 'boolean') return text;
  return yes.test(text) ? true : no.test(text) ? false : text;
};

/** The record that a row stands for. Salesforce: a blank leaves the field alone, `#N/A` empties it. */
export const rowInput = (columns: readonly Column[], row: readonly string[]): RecordInput => {
  const input: Record<string, unknown> = {};
  for (const [at, { name, field, key }] of columns.entries()) {
    const text = row[at] ?? '';
    if (text === '') continue;
    if (text === '#N/A') input[name] = null;
    else if (key) input[key.relation] = { attributes: { type: key.type }, [key.name]: text };
    else input[name] = toValue(field, text);
  }
  return input;
};
