import type { ObjectDefinition } from './field.ts';
import { customerFields, productFields } from './product-fields.ts';
import { createSchema, type Schema } from './schema.ts';
import { parseSchemaFile, type SchemaFile } from './schema-file.ts';
import { toolingObjects } from './objects/tooling-objects.ts';
import { standardObjects } from './standard-objects.ts';

/** What an org's administrator has chosen. */
export interface SchemaChoice {
  readonly productFields?: boolean;
  readonly stateCountryPicklists?: boolean;
  readonly schema?: SchemaFile;
  /** Standard fields that the org does without, by object: it is made and described the quicker. */
  readonly leaveOut?: Readonly<Record<string, readonly string[]>>;
}

const isPlaceCode = (name: string): boolean => /(?:State|Country)Code$/u.test(name);

const withoutPlaceCodes = (object: ObjectDefinition): ObjectDefinition => ({
  ...object,
  fields: object.fields.filter(({ name }) => !isPlaceCode(name)),
});

const without = (object: ObjectDefinition, names: readonly string[]): ObjectDefinition =>
  names.length === 0
    ? object
    : { ...object, fields: object.fields.filter(({ name }) => !names.includes(name)) };

/** The org's objects, and how many records of further objects to seed. */
export const buildSchema = (
  choice: SchemaChoice,
): { schema: Schema; rows: Readonly<Record<string, number>> } => {
  const names = new Set(standardObjects.map(({ name }) => name));
  const additions = parseSchemaFile(choice.schema ?? {}, names);
  const known = standardObjects.map((one) => without(one, choice.leaveOut?.[one.name] ?? []));
  const objects = choice.stateCountryPicklists === false ? known.map(withoutPlaceCodes) : known;
  const schema = createSchema(
    [...objects, ...additions.objects, ...toolingObjects],
    [choice.productFields === false ? {} : productFields, customerFields, additions.fields],
  );
  return { schema, rows: additions.rows };
};
