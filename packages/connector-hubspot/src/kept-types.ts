import type { Context, FieldDescription, FieldType } from '@concord/core/contract';
import type { ObjectName } from './objects/object-shape.ts';

/** The type of each field of an object, by name: HubSpot tells every value as text. */
export type Types = ReadonlyMap<string, FieldType>;

const key = Symbol('hubspot types');

const keptIn = (context: Context): Map<ObjectName, Types> =>
  context.memo(key, () => new Map<ObjectName, Types>());

/** Keeps the types that were described last, by which the records that follow are read. */
export const keepTypes = (
  context: Context,
  object: ObjectName,
  fields: readonly Pick<FieldDescription, 'name' | 'type'>[],
): Types => {
  const types: Types = new Map(fields.map(({ name, type }) => [name, type]));
  keptIn(context).set(object, types);
  return types;
};

/** The types that were described last; `null` before that. */
export const keptTypes = (context: Context, object: ObjectName): Types | null =>
  keptIn(context).get(object) ?? null;
