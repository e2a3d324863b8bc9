import { readFile } from 'node:fs/promises';
import {
  type GraphQLNamedType,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isIntrospectionType,
  isObjectType,
  isSpecifiedScalarType,
  printSchema,
} from 'graphql';
import { describe, expect, it } from 'vitest';
import { schema } from '../src/schema/schema.ts';

const types = Object.values(schema.getTypeMap()).filter(
  (type) => !isIntrospectionType(type) && !isSpecifiedScalarType(type),
);

/** Everything below a type that a reader meets: its path and what is said of it. */
const partsOf = (type: GraphQLNamedType): (readonly [string, string | null | undefined])[] => {
  const own = [type.name, type.description] as const;
  if (isEnumType(type)) {
    return [
      own,
      ...type.getValues().map((one) => [`${type.name}.${one.name}`, one.description] as const),
    ];
  }
  if (isInputObjectType(type)) {
    const fields = Object.values(type.getFields());
    return [own, ...fields.map((one) => [`${type.name}.${one.name}`, one.description] as const)];
  }
  if (!isObjectType(type) && !isInterfaceType(type)) return [own];
  const fields = Object.values(type.getFields());
  return [
    own,
    ...fields.flatMap((field) => [
      [`${type.name}.${field.name}`, field.description] as const,
      ...field.args.map(
        (arg) => [`${type.name}.${field.name}.${arg.name}`, arg.description] as const,
      ),
    ]),
  ];
};

describe('the schema', () => {
  it('is the committed schema.graphql', async () => {
    const committed = await readFile(new URL('../schema.graphql', import.meta.url), 'utf8');
    expect(`${printSchema(schema)}\n`, 'renew it: node src/write-schema.ts').toBe(committed);
  });

  it('describes every type, field, argument and value', () => {
    const silent = types.flatMap(partsOf).filter(([, description]) => !description?.endsWith('.'));
    expect(silent.map(([path]) => path)).toEqual([]);
  });

  it('pages every list of records by Relay connections', () => {
    const lists = ['companies', 'people', 'outcomes', 'runs'];
    const fields = schema.getQueryType()?.getFields() ?? {};
    for (const name of lists) {
      expect(String(fields[name]?.type)).toMatch(/Connection!$/);
      expect(String(fields[name]?.args.find((arg) => arg.name === 'first')?.type)).toBe('Int!');
    }
  });
});
