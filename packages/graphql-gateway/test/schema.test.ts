import { readFile } from 'node:fs/promises';
import { catalogue } from '@concord/core/platform';
import {
  getNamedType,
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

/** Fields that hold one of a few words, but for the intent level, which people may name anew. */
const choiceFields = Object.entries(catalogue).flatMap(([object, fields]) =>
  fields
    .filter((field) => field.choices !== undefined && field.key !== 'intentLevel')
    .map((field) => [`${object}.${field.key}`, field] as const),
);

const activities = [
  ['EmailMessage', 'emailMessage'],
  ['Task', 'task'],
  ['Opportunity', 'opportunity'],
] as const;

describe('the schema', () => {
  it('is the committed schema.graphql', async () => {
    const committed = await readFile(new URL('../schema.graphql', import.meta.url), 'utf8');
    expect(`${printSchema(schema)}\n`, 'renew it: node src/write-schema.ts').toBe(committed);
  });

  it('describes every type, field, argument and value', () => {
    const silent = types.flatMap(partsOf).filter(([, description]) => !description?.endsWith('.'));
    expect(silent.map(([path]) => path)).toEqual([]);
  });

  it.each(choiceFields)('has a value of %s for every choice', (path, { choices = [] }) => {
    const [object = '', key = ''] = path.split('.');
    const name = object.charAt(0).toUpperCase() + object.slice(1);
    for (const parent of [name, `${name}Input`]) {
      const type = schema.getType(parent);
      const known = isObjectType(type) || isInputObjectType(type) ? type.getFields() : {};
      const field = getNamedType(known[key]?.type);
      const values = isEnumType(field) ? field.getValues().map(({ value }) => value) : [];
      expect(new Set(values)).toEqual(new Set(choices));
    }
  });

  it('has a typed field for every field of emails, tasks and opportunities', () => {
    for (const [name, object] of activities) {
      const type = schema.getType(name);
      const keys = isObjectType(type) ? Object.keys(type.getFields()) : [];
      expect(keys).toEqual(expect.arrayContaining(catalogue[object].map(({ key }) => key)));
    }
  });

  it('pages every list of records by Relay connections', () => {
    const lists = [
      'companies',
      'people',
      'emailMessages',
      'tasks',
      'opportunities',
      'outcomes',
      'runs',
    ];
    const fields = schema.getQueryType()?.getFields() ?? {};
    for (const name of lists) {
      expect(String(fields[name]?.type)).toMatch(/Connection!$/);
      expect(String(fields[name]?.args.find((arg) => arg.name === 'first')?.type)).toBe('Int!');
    }
  });
});
