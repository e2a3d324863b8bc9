import { formatMoment } from '../org/field-values.ts';
import type { Table } from '../store/table.ts';

/** The JSON text of one thing of a row. */
export type RowText = (row: number) => string;

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

const textPiece = (table: Table, index: number, key: string): RowText => {
  const read = table.reader(index);
  const { isPlainText } = table;
  const [opening, nothing] = [`${key}"`, `${key}null`];
  return (row) => {
    const value = read(row);
    if (typeof value !== 'string') return value === null ? nothing : key + String(value);
    return isPlainText[index] === true ? `${opening}${value}"` : key + JSON.stringify(value);
  };
};

const listPiece = (table: Table, index: number, key: string): RowText => {
  const read = table.reader(index);
  return (row) => {
    const value = read(row);
    return key + (value === null ? 'null' : JSON.stringify(String(value).split(';')));
  };
};

/** `,"Name":value` of a field, made once for many rows; `key` is everything up to the value. */
export const fieldPiece = (table: Table, index: number, key: string): RowText => {
  const field = table.object.fields[index];
  if (field?.type === 'address') {
    const text = addressText(table, field.name);
    return (row) => key + text(row);
  }
  if (field?.type === 'junctionIdList') return listPiece(table, index, key);
  if (field?.type !== 'datetime') return textPiece(table, index, key);
  const read = table.reader(index);
  const [opening, nothing] = [`${key}"`, `${key}null`];
  return (row) => {
    const value = read(row);
    return typeof value === 'number' ? `${opening}${formatMoment(value)}"` : nothing;
  };
};

/** What stands between a record's fields: a comma, and the name. */
export const keyText = (name: string): string => `,"${name}":`;

/** How a record begins: its address, and the type it calls itself, by default its object. */
export interface RecordHead {
  /** `/services/data/v62.0`. */
  readonly base: string;
  readonly type?: string;
}

/** The JSON text of a whole record; pieces begin with their keys. */
export const recordText = (
  table: Table,
  { base, type }: RecordHead,
  pieces: readonly RowText[],
): RowText => {
  const { name } = table.object;
  const opening = `{"attributes":{"type":"${type ?? name}","url":"${base}/sobjects/${name}/`;
  return (row) => {
    let json = `${opening}${table.idOf(row)}"}`;
    for (const piece of pieces) json += piece(row);
    return `${json}}`;
  };
};
