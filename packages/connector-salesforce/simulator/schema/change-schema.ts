import type { Field, ObjectDefinition } from './field.ts';
import { makeField } from './make-field.ts';
import { createSchema, type Schema, type SimObject } from './schema.ts';

/** A field of an object. */
export interface FieldRef {
  readonly object: string;
  readonly field: string;
}

const objectOf = (schema: Schema, name: string): SimObject => {
  const object = schema.object(name);
  if (!object) throw new RangeError(`the org has no object ${name}`);
  return object;
};

const rebuilt = (schema: Schema, name: string, change: Partial<ObjectDefinition>): Schema =>
  createSchema(
    schema.objects.map((object) => (object.name === name ? { ...object, ...change } : object)),
    [],
  );

/** The field that a reference names, and its place; throws where there is none. */
export const fieldAt = (
  schema: Schema,
  ref: FieldRef,
): { object: SimObject; field: Field; index: number } => {
  const object = objectOf(schema, ref.object);
  const index = object.indexOf(ref.field);
  const field = index === undefined ? undefined : object.fields[index];
  if (index === undefined || !field) {
    throw new RangeError(`${object.name} has no field ${ref.field}`);
  }
  return { object, field, index };
};

/** The schema with one more field, at the end of its object. */
export const withField = (schema: Schema, name: string, field: Field): Schema => {
  const object = objectOf(schema, name);
  if (object.indexOf(field.name) !== undefined) {
    throw new RangeError(`${object.name} has a field ${field.name} already`);
  }
  return rebuilt(schema, object.name, { fields: [...object.fields, field] });
};

/** The schema with a field changed in some of its properties. */
export const withChange = (schema: Schema, ref: FieldRef, change: Partial<Field>): Schema => {
  const { object, index } = fieldAt(schema, ref);
  const fields = object.fields.map((field, at) => (at === index ? { ...field, ...change } : field));
  return rebuilt(schema, object.name, { fields });
};

/** What stands where a field was, so that the places of the others stay: it has no name, and nobody reads it. */
const gap = makeField(['', ''], 'string', { createable: false, updateable: false });

/** The schema without a custom field. Salesforce: standard fields cannot be removed. */
export const withoutField = (schema: Schema, ref: FieldRef): Schema => {
  const { field } = fieldAt(schema, ref);
  if (!field.custom) throw new RangeError(`${ref.field} is a standard field: hide it instead`);
  return withChange(schema, ref, gap);
};

/** The schema with an object's label changed. */
export const withLabel = (schema: Schema, name: string, label: string): Schema =>
  rebuilt(schema, objectOf(schema, name).name, { label });
