import type { Field } from '../schema/field.ts';
import type { SimObject } from '../schema/schema.ts';
import type { Table, Value } from '../store/table.ts';
import type { Values } from './change-row.ts';
import { refuseConvertedLead } from './converted-lead.ts';
import { refuse } from './record-error.ts';
import type { Work } from './work.ts';

const emailPattern = /^[^\s@,;<>()[\]"]+@[^\s@,;<>()[\]"]+\.[^\s@,;<>()[\].]{2,}$/u;

const refuseField = (code: string, field: Field, message: string): never =>
  refuse(code, message, { fields: [field.name] });

const checkText = (field: Field, value: string): void => {
  if (field.length > 0 && value.length > field.length && field.type !== 'reference') {
    refuseField(
      'STRING_TOO_LONG',
      field,
      `${field.label}: data value too large: ${value} (max length=${field.length})`,
    );
  }
  if (field.type === 'email' && !emailPattern.test(value)) {
    refuseField('INVALID_EMAIL_ADDRESS', field, `${field.label}: invalid email address: ${value}`);
  }
};

const checkPicklist = (field: Field, value: string): void => {
  if (!field.restricted || field.picklist.length === 0 || field.controllerName !== null) return;
  const parts = field.type === 'multipicklist' ? value.split(';') : [value];
  for (const part of parts) {
    if (field.picklist.some((one) => one.value === part)) continue;
    refuseField(
      'INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST',
      field,
      `${field.label}: bad value for restricted picklist field: ${part}`,
    );
  }
};

const checkNumber = (field: Field, value: number): void => {
  if (Math.abs(value) < 10 ** (field.precision - Math.min(field.scale, field.precision))) return;
  if (field.scale > 8) return;
  refuseField(
    'NUMBER_OUTSIDE_VALID_RANGE',
    field,
    `${field.label}: value outside of valid range on numeric field: ${value}`,
  );
};

const checkReference = (work: Work, field: Field, id: string): void => {
  const target = work.org.schema.byPrefix(id.slice(0, 3));
  if (!target || !field.referenceTo.includes(target.name)) {
    return refuseField('MALFORMED_ID', field, `${field.label}: id value of incorrect type: ${id}`);
  }
  const table = work.org.table(target.name);
  const row = table.rowOf(id);
  if (row === undefined || !table.isPresent(row)) {
    return refuse('INVALID_CROSS_REFERENCE_KEY', 'invalid cross reference id', { fields: [] });
  }
  if (!table.isLive(row)) {
    return refuse('ENTITY_IS_DELETED', 'entity is deleted', { fields: [], status: 400 });
  }
  refuseConvertedLead(table, row);
  const active = target.name === 'User' ? target.indexOf('IsActive') : undefined;
  if (active !== undefined && table.get(row, active) === false) {
    refuse(
      'INACTIVE_OWNER_OR_USER',
      `operation performed with inactive user [${id.slice(0, 15)}] as owner`,
      { fields: [field.name] },
    );
  }
};

const checkValue = (work: Work, field: Field, value: Value): void => {
  if (field.type === 'reference' && typeof value === 'string') checkReference(work, field, value);
  else if (typeof value === 'number' && field.type !== 'datetime') checkNumber(field, value);
  else if (typeof value === 'string') {
    checkPicklist(field, value);
    checkText(field, value);
  }
};

/** Refuses an empty field that must be filled; all such fields are named at once. */
export const checkRequired = (object: SimObject, values: Values, isNew: boolean): void => {
  const missing = object.fields
    .filter((field, index) => {
      if (field.nillable || !field.createable || field.type === 'boolean') return false;
      const given = values.get(index);
      return given === null || (isNew && given === undefined && !field.defaultedOnCreate);
    })
    .map(({ name }) => name);
  if (missing.length === 0) return;
  refuse('REQUIRED_FIELD_MISSING', `Required fields are missing: [${missing.join(', ')}]`, {
    fields: missing,
  });
};

/** Refuses values that their fields do not take. */
export const checkValues = (work: Work, object: SimObject, values: Values): void => {
  for (const [index, value] of values) {
    const field = object.fields[index];
    if (field) checkValue(work, field, value);
  }
};

/** Refuses a value of a unique field that another record has. */
export const checkUnique = (table: Table, row: number, values: Values): void => {
  for (const [index, value] of values) {
    const field = table.object.fields[index];
    if (!field?.unique || value === null) continue;
    const other = table
      .index(index)
      ?.rows(value)
      .find((one) => one !== row && table.isLive(one));
    if (other === undefined) continue;
    refuseField(
      'DUPLICATE_VALUE',
      field,
      `duplicate value found: ${field.name} duplicates value on record with id: ${table.idOf(other).slice(0, 15)}`,
    );
  }
};
