import {
  getNamedType,
  type GraphQLField,
  type GraphQLInputType,
  type GraphQLObjectType,
  isCompositeType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  isRequiredInputField,
} from 'graphql';
import { schema } from '../src/schema/schema.ts';

/** An operation of the schema, and a document that asks for it with as little as it takes. */
export interface Operation {
  readonly type: 'Query' | 'Mutation' | 'Subscription';
  readonly name: string;
  readonly document: string;
}

const literals: Readonly<Record<string, string>> = {
  ID: '"nothing"',
  Int: '1',
  Boolean: 'false',
  DateTime: '"2026-03-24T10:00:00Z"',
};

const literalOf = (type: GraphQLInputType, ids: string): string => {
  if (isNonNullType(type)) return literalOf(type.ofType, ids);
  if (isListType(type)) return `[${literalOf(type.ofType, ids)}]`;
  if (isEnumType(type)) return type.getValues()[0]?.name ?? '';
  if (!isInputObjectType(type)) return type.name === 'ID' ? ids : (literals[type.name] ?? '"x"');
  const fields = Object.values(type.getFields());
  const given = type.isOneOf ? fields.slice(0, 1) : fields.filter(isRequiredInputField);
  return `{ ${given.map((field) => `${field.name}: ${literalOf(field.type, ids)}`).join(', ')} }`;
};

const documentOf = (field: GraphQLField<unknown, unknown>, ids: string): string => {
  const given = field.args.filter((arg) => isNonNullType(arg.type) || getsId(arg.type));
  const args = given.map((arg) => `${arg.name}: ${literalOf(arg.type, ids)}`).join(', ');
  const fields = isCompositeType(getNamedType(field.type)) ? ' { __typename }' : '';
  return `{ ${field.name}${args === '' ? '' : `(${args})`}${fields} }`;
};

const getsId = (type: GraphQLInputType): boolean => getNamedType(type).name === 'ID';

const operationsOf = (type: GraphQLObjectType | null | undefined, ids: string): Operation[] =>
  Object.values(type?.getFields() ?? {}).map((field) => ({
    type: type?.name as Operation['type'],
    name: field.name,
    document: `${type?.name.toLowerCase()} ${documentOf(field, ids)}`,
  }));

/** Every operation that the schema has; `ids` is the literal of every id that they ask for. */
export const operations = (ids = '"nothing"'): readonly Operation[] => [
  ...operationsOf(schema.getQueryType(), ids),
  ...operationsOf(schema.getMutationType(), ids),
  ...operationsOf(schema.getSubscriptionType(), ids),
];
