import type { Field } from './field.ts';
import type { SimObject } from './schema.ts';

/**
 * Whether field-level security governs a field. Salesforce: required fields, system fields and the fields of setup
 * objects are always visible. developer.salesforce.com (FieldPermissions), read 2026-11-22
 */
export const isPermissionable = (object: SimObject, field: Field): boolean => {
  const isOptional = field.nillable || field.type === 'boolean';
  const isOpen = field.custom || field.createable || field.updateable;
  const isBusinessObject = object.indexOf('OwnerId') !== undefined;
  return field.name !== '' && isOptional && isOpen && (field.custom || isBusinessObject);
};
