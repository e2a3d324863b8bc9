import type { ProductField } from '@concord/core/contract';
import { productFields, uniqueKeyField } from './objects/product-fields.ts';

/** Objects that hold the product's own fields, and which they hold beside the unique key. */
const fieldsOf: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  ...productFields,
  tasks: {},
};

/** What a field holds, as its name says. */
const typeOf = (name: string): ProductField['type'] => {
  if (name.endsWith('_at')) return 'instant';
  if (name.startsWith('unify_is_')) return 'boolean';
  return name.endsWith('_count') ? 'number' : 'text';
};

const labelOf = (name: string): string =>
  name
    .split('_')
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join(' ');

const toProductField = (object: string, name: string): ProductField => {
  const type = typeOf(name);
  return {
    object,
    definedOn: object,
    name,
    label: labelOf(name),
    type,
    // HubSpot: a text has 65,536 characters. developers.hubspot.com "Properties", read 2026-11-21
    maxLength: type === 'text' ? 65_536 : null,
    unique: name === uniqueKeyField,
  };
};

/** Every property that the product keeps up to date; see `Connector.productFields`. */
export const listProductFields = (): ProductField[] =>
  Object.entries(fieldsOf).flatMap(([object, names]) =>
    [...new Set([uniqueKeyField, ...Object.values(names)])].map((name) =>
      toProductField(object, name),
    ),
  );
