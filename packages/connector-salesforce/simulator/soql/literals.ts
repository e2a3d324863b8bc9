import { parseDay, parseMoment } from '../org/field-values.ts';
import { refuse } from '../org/record-error.ts';
import type { Field } from '../schema/field.ts';
import { toFullId } from '../store/record-ids.ts';
import type { Value } from '../store/table.ts';
import { refuseAt, placeOf } from './soql-error.ts';

/** A literal as the parser gives it. */
export interface Literal {
  readonly text: string;
  readonly type: string;
}

const escapes: ReadonlyMap<string, string> = new Map([
  ['n', '\n'],
  ['r', '\r'],
  ['t', '\t'],
  ['b', '\b'],
  ['f', '\f'],
  ["'", "'"],
  ['"', '"'],
  ['\\', '\\'],
]);

// Salesforce: a backslash before anything else is an error. "Quoted String Escape Sequences", developer.salesforce.com, read 2026-11-22; [MEM] the wording
const refuseEscape = (literal: string, sequence: string): never =>
  refuse(
    'MALFORMED_QUERY',
    `Invalid string literal ${literal}. Illegal character sequence '${sequence}' in string literal.`,
  );

/** The text between the quotes of a literal; `\%` and `\_` keep their backslash, for LIKE to read. */
export const unquote = (literal: string, isLike = false): string =>
  literal.slice(1, -1).replaceAll(/\\(u[\da-f]{4}|.)/gisu, (whole, letter: string) => {
    if (isLike && (letter === '%' || letter === '_' || letter === '\\')) return whole;
    if (letter.length === 5) return String.fromCharCode(Number.parseInt(letter.slice(1), 16));
    return escapes.get(letter.toLowerCase()) ?? refuseEscape(literal, whole);
  });

const wanted: Readonly<Record<string, string>> = {
  datetime: 'dateTime',
  date: 'date',
  boolean: 'boolean',
  int: 'int',
  double: 'double',
  currency: 'double',
  percent: 'double',
};

const refuseLiteral = (field: Field, query: string): never => {
  const type = wanted[field.type] ?? 'string';
  const remedy = `should ${type === 'string' ? '' : 'not '}be enclosed in quotes`;
  return refuseAt(query, placeOf(query, field.name), [
    'INVALID_FIELD',
    `value of filter criterion for field '${field.name}' must be of type ${type} and ${remedy}`,
  ]);
};

const refuseId = (query: string, id: string, field: Field): never =>
  refuseAt(query, placeOf(query, field.name), [
    'INVALID_QUERY_FILTER_OPERATOR',
    `invalid ID field: ${id}`,
  ]);

const toTyped = (field: Field, { text, type }: Literal): Value | undefined => {
  switch (field.type) {
    case 'datetime':
      return type === 'DATETIME' ? (parseMoment(text) ?? undefined) : undefined;
    case 'date':
      return type === 'DATE' ? (parseDay(text) ?? undefined) : undefined;
    case 'boolean':
      return type === 'BOOLEAN' ? text.toUpperCase() === 'TRUE' : undefined;
    case 'int':
    case 'double':
    case 'currency':
    case 'percent':
      return type === 'INTEGER' || type === 'DECIMAL' ? Number(text) : undefined;
    default:
      return type === 'STRING' ? unquote(text) : undefined;
  }
};

/** The value a literal has for a field; refuses a literal of another type. An empty text is null. */
export const literalValue = (field: Field, literal: Literal, query: string): Value => {
  if (literal.type === 'NULL') return null;
  const value = toTyped(field, literal);
  if (value === undefined) return refuseLiteral(field, query);
  if (value === '') return null;
  if (field.type !== 'id' && field.type !== 'reference') return value;
  return toFullId(String(value)) ?? refuseId(query, String(value), field);
};
