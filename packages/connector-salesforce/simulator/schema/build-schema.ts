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
}

const isPlaceCode = (name: string): boolean => /(?:State|Country)Code$/u.test(name);

const withoutPlaceCodes = (object: ObjectDefinition): ObjectDefinition => ({
  ...object,
  fields: object.fields.filter(({ name }) => !isPlaceCode(name)),
});

/** The org's objects, and how many records of further objects to seed. */
export const buildSchema = (
  choice: SchemaChoice,
): { schema: Schema; rows: Readonly<Record<string, number>> } => {
  const known = new Set(standardObjects.map(({ name }) => name));
  const additions = parseSchemaFile(choice.schema ?? {}, known);
  const objects =
    choice.stateCountryPicklists === false
      ? standardObjects.map(withoutPlaceCodes)
      : standardObjects;
  const schema = createSchema(
    [...objects, ...additions.objects, ...toolingObjects],
    [choice.productFields === false ? {} : productFields, customerFields, additions.fields],
  );
  return { schema, rows: additions.rows };
};
