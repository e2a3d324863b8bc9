import type { Table, Value } from '../store/table.ts';
import type { Values } from './change-row.ts';

const settledOf =
  (table: Table, row: number, values: Values) =>
  (name: string): Value => {
    const index = table.object.indexOf(name);
    if (index === undefined) return null;
    return values.has(index) ? (values.get(index) ?? null) : table.get(row, index);
  };

/** Fills what Salesforce works out by itself: a person's full name. */
export const deriveValues = (table: Table, row: number, values: Values): void => {
  const { object } = table;
  const settled = settledOf(table, row, values);
  const name = object.indexOf('Name');
  if (name !== undefined && object.indexOf('LastName') !== undefined) {
    const parts = [settled('FirstName'), settled('LastName')];
    values.set(name, parts.filter((part) => part !== null).join(' '));
  }
};

/** The values of a new record's fields that were not given. */
export const defaultValues = (table: Table, values: Values, userId: string): void => {
  for (const [index, field] of table.object.fields.entries()) {
    if (values.has(index)) continue;
    if (field.name === 'OwnerId') values.set(index, userId);
    else if (field.defaultValue !== null) values.set(index, field.defaultValue);
  }
};
