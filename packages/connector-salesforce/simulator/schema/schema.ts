import type { Field, ObjectDefinition } from './field.ts';

/** An object with its fields by name, letters of either case. */
export interface SimObject extends ObjectDefinition {
  /** The place of a field in a record; undefined for an unknown name. */
  indexOf(name: string): number | undefined;
  /** The place of a look-up by its relationship's name. */
  relationshipIndex(name: string): number | undefined;
  /** Parts of every compound address, by the compound's name. */
  readonly addressParts: ReadonlyMap<string, readonly number[]>;
}

/** Records of `child` that refer to a record through `field`. */
export interface ChildRelationship {
  readonly name: string | null;
  readonly child: string;
  readonly fieldIndex: number;
  readonly field: Field;
}

/** All objects of an org. */
export interface Schema {
  readonly objects: readonly SimObject[];
  /** By name, letters of either case. */
  object(name: string): SimObject | undefined;
  byPrefix(prefix: string): SimObject | undefined;
  childrenOf(object: string): readonly ChildRelationship[];
}

const lower = (name: string): string => name.toLowerCase();

const addressParts = (fields: readonly Field[]): Map<string, number[]> => {
  const parts = new Map<string, number[]>();
  for (const field of fields) if (field.type === 'address') parts.set(field.name, []);
  for (const [index, field] of fields.entries()) {
    parts.get(field.compoundFieldName ?? '')?.push(index);
  }
  return parts;
};

const toSimObject = (definition: ObjectDefinition): SimObject => {
  const byName = new Map(definition.fields.map(({ name }, index) => [lower(name), index]));
  const byRelationship = new Map<string, number>();
  for (const [index, { relationshipName }] of definition.fields.entries()) {
    if (relationshipName !== null) byRelationship.set(lower(relationshipName), index);
  }
  return {
    ...definition,
    indexOf: (name) => byName.get(lower(name)),
    relationshipIndex: (name) => byRelationship.get(lower(name)),
    addressParts: addressParts(definition.fields),
  };
};

const childrenByParent = (objects: readonly SimObject[]): Map<string, ChildRelationship[]> => {
  const children = new Map<string, ChildRelationship[]>();
  for (const object of objects) {
    for (const [fieldIndex, field] of object.fields.entries()) {
      for (const parent of field.referenceTo) {
        const list = children.get(parent) ?? [];
        list.push({ name: field.childRelationshipName, child: object.name, fieldIndex, field });
        children.set(parent, list);
      }
    }
  }
  return children;
};

/** A schema of those objects; `extra` adds fields to objects by name. */
export const createSchema = (
  definitions: readonly ObjectDefinition[],
  extra: readonly Readonly<Record<string, readonly Field[]>>[],
): Schema => {
  const objects = definitions.map((definition) =>
    toSimObject({
      ...definition,
      fields: [...definition.fields, ...extra.flatMap((fields) => fields[definition.name] ?? [])],
    }),
  );
  const byName = new Map(objects.map((object) => [lower(object.name), object]));
  const byPrefix = new Map(
    objects
      .filter(({ sharesKeyPrefix }) => sharesKeyPrefix !== true)
      .map((object) => [object.keyPrefix, object]),
  );
  const children = childrenByParent(objects);
  return {
    objects,
    object: (name) => byName.get(lower(name)),
    byPrefix: (prefix) => byPrefix.get(prefix),
    childrenOf: (object) => children.get(object) ?? [],
  };
};
