import type { Field, FieldType, PicklistValue } from './field.ts';

type Rest = Partial<Omit<Field, 'name' | 'label' | 'type'>>;

/** A field of that type: empty, writable, and custom if its name ends in `__c`, unless `rest` says otherwise. */
export const makeField = (
  [name, label]: readonly [name: string, label: string],
  type: FieldType,
  rest: Rest = {},
): Field => ({
  name,
  label,
  type,
  length: 0,
  precision: 0,
  scale: 0,
  nillable: true,
  createable: true,
  updateable: true,
  custom: name.endsWith('__c'),
  unique: false,
  caseSensitive: false,
  externalId: false,
  idLookup: false,
  nameField: false,
  calculated: false,
  filterable: true,
  sortable: true,
  defaultedOnCreate: false,
  defaultValue: null,
  compoundFieldName: null,
  picklist: [],
  restricted: false,
  controllerName: null,
  referenceTo: [],
  relationshipName: null,
  childRelationshipName: null,
  cascadeDelete: false,
  ...rest,
});

/** What is neither created nor updated through the API. */
export const readOnly = { createable: false, updateable: false } as const;
/** Set on a new record and never changed. */
export const createOnly = { updateable: false } as const;

type Names = readonly [name: string, label: string];

export const text = (names: Names, length: number, rest: Rest = {}): Field =>
  makeField(names, 'string', { length, ...rest });

export const phone = (names: Names): Field => makeField(names, 'phone', { length: 40 });

export const longText = (names: Names, length = 32_000): Field =>
  makeField(names, 'textarea', { length, filterable: length <= 255, sortable: length <= 255 });

// Salesforce: a checkbox is never null; it starts unchecked.
export const checkbox = (names: Names, rest: Rest = {}): Field =>
  makeField(names, 'boolean', {
    nillable: false,
    defaultedOnCreate: true,
    defaultValue: false,
    ...rest,
  });

export const moment = (names: Names, rest: Rest = {}): Field => makeField(names, 'datetime', rest);

export const day = (names: Names, rest: Rest = {}): Field => makeField(names, 'date', rest);

export const integer = (names: Names, rest: Rest = {}): Field =>
  makeField(names, 'int', { precision: 8, ...rest });

export const decimal = (
  names: Names,
  type: 'double' | 'currency' | 'percent',
  rest: Rest = {},
): Field => makeField(names, type, { precision: 18, scale: type === 'currency' ? 0 : 15, ...rest });

/** A picklist of values that are their own labels. */
export const picklist = (names: Names, values: readonly string[], rest: Rest = {}): Field =>
  makeField(names, 'picklist', {
    length: 255,
    picklist: values.map((value): PicklistValue => ({ value, label: value })),
    ...rest,
  });

/** A look-up: the objects it may point to and, in `rest`, the names of the relationship. */
export const reference = (names: Names, to: readonly string[], rest: Rest = {}): Field =>
  makeField(names, 'reference', {
    length: 18,
    referenceTo: to,
    relationshipName: names[0].endsWith('__c')
      ? names[0].replace(/__c$/u, '__r')
      : names[0].replace(/Id$/u, ''),
    ...rest,
  });
