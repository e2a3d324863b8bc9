import { formatMoment } from '../org/field-values.ts';
import type { SimObject } from '../schema/schema.ts';
import type { Table } from '../store/table.ts';

/** The JSON text of one thing of a row. */
export type RowText = (row: number) => string;

// eslint-disable-next-line no-control-regex
const needsEscape = /["\\\u0000-\u001F\uD800-\uDFFF\u2028\u2029]/u;

const quote = (text: string): string =>
  needsEscape.test(text) ? JSON.stringify(text) : `"${text}"`;

const addressText = (table: Table, compound: string): RowText => {
  const prefix = compound.replace(/Address$/u, '');
  const parts = [
    'City',
    'Country',
    'CountryCode',
    'GeocodeAccuracy',
    'Latitude',
    'Longitude',
    'PostalCode',
    'State',
    'StateCode',
    'Street',
  ].map((part) => {
    const index = table.object.indexOf(`${prefix}${part}`);
    const key = part.charAt(0).toLowerCase() + part.slice(1);
    return { key, read: index === undefined ? null : table.reader(index) };
  });
  return (row) => {
    const values = parts.map(({ key, read }) => [key, read ? read(row) : null] as const);
    const isEmpty = values.every(([, value]) => value === null);
    return isEmpty ? 'null' : JSON.stringify(Object.fromEntries(values));
  };
};

/** The JSON text of a field's value, made once for many rows. */
export const fieldText = (table: Table, index: number): RowText => {
  const field = table.object.fields[index];
  if (field?.type === 'address') return addressText(table, field.name);
  const read = table.reader(index);
  if (field?.type === 'datetime') {
    return (row) => {
      const value = read(row);
      return typeof value === 'number' ? `"${formatMoment(value)}"` : 'null';
    };
  }
  return (row) => {
    const value = read(row);
    return typeof value === 'string' ? quote(value) : String(value);
  };
};

/** The `attributes` of a record. */
export const attributesText = (object: SimObject, id: string, base: string): string =>
  `{"type":"${object.name}","url":"${base}/sobjects/${object.name}/${id}"}`;

/** The JSON text of a whole record; parts are pairs of a name and its value's text, in order. */
export const recordText = (
  table: Table,
  base: string,
  parts: readonly (readonly [name: string, text: RowText])[],
): RowText => {
  const pieces = parts.map(([name, text]) => [`,"${name}":`, text] as const);
  const { object } = table;
  return (row) => {
    const id = table.idOf(row);
    let json = `{"attributes":${attributesText(object, id, base)}`;
    for (const [key, text] of pieces) json += key + text(row);
    return `${json}}`;
  };
};
