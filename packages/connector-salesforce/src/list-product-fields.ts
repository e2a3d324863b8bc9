import type { ProductField } from '@concord/core/contract';
import { productFields, uniqueKeyField } from './objects/product-fields.ts';

/** Objects that hold the product's own fields, and which they hold beside the unique key. */
const fieldsOf: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  ...productFields,
  Task: {},
};

/** What a field holds, as its name says. */
const typeOf = (name: string): ProductField['type'] => {
  if (name.endsWith('_At__c')) return 'instant';
  if (/^Unify_(?:Is|Track)_/.test(name)) return 'boolean';
  return name.endsWith('_Count__c') ? 'number' : 'text';
};

// Salesforce: the fields of Task and Event are made on Activity. developer.salesforce.com
// "CustomField", read 2026-11-22
const definedOn = (object: string): string => (object === 'Task' ? 'Activity' : object);

const toProductField = (object: string, name: string): ProductField => {
  const type = typeOf(name);
  return {
    object,
    definedOn: definedOn(object),
    name,
    label: name.replace(/__c$/, '').replaceAll('_', ' '),
    type,
    // Salesforce: a text that can be filtered by has 255 characters at most. "Custom Field Types",
    // help.salesforce.com, read 2026-11-22
    maxLength: type === 'text' ? 255 : null,
    unique: name === uniqueKeyField,
  };
};

/** Every custom field that the product keeps up to date; see `Connector.productFields`. */
export const listProductFields = (): ProductField[] =>
  Object.entries(fieldsOf).flatMap(([object, names]) =>
    [...new Set([uniqueKeyField, ...Object.values(names)])].map((name) =>
      toProductField(object, name),
    ),
  );
