import {
  getNamedType,
  type GraphQLField,
  type GraphQLNamedType,
  type GraphQLObjectType,
  type GraphQLSchema,
  isLeafType,
  isNonNullType,
  isObjectType,
  isUnionType,
} from 'graphql';

/** Values of the arguments that fields ask for. */
const given: Readonly<Record<string, string>> = {
  first: '2',
  connectionId: '"c1"',
  object: '"Person"',
};

/** A field's required arguments; `null` where one of them has no value here. */
const argumentsOf = (field: GraphQLField<unknown, unknown>, first?: number): string | null => {
  const required = field.args.filter((arg) => isNonNullType(arg.type) && arg.defaultValue == null);
  if (required.some(({ name }) => given[name] === undefined)) return null;
  const values = required.map(({ name }) =>
    name === 'first' && first !== undefined ? `first: ${first}` : `${name}: ${given[name]}`,
  );
  return values.length === 0 ? '' : `(${values.join(', ')})`;
};

const select = (field: GraphQLField<unknown, unknown>, depth: number, first?: number): string => {
  const values = argumentsOf(field, first);
  const type = getNamedType(field.type);
  if (values === null) return '';
  if (isLeafType(type)) return `${field.name}${values}`;
  const body = selectOf(type, depth - 1);
  return body === '' ? '' : `${field.name}${values} { ${body} }`;
};

/** Everything below a type, down to a depth; parts of a union under names of their own. */
const selectOf = (type: GraphQLNamedType, depth: number): string => {
  if (depth <= 0) return '';
  if (isUnionType(type))
    return type
      .getTypes()
      .map((one) => partOf(one, depth))
      .join(' ');
  if (!isObjectType(type)) return '';
  return Object.values(type.getFields())
    .map((field) => select(field, depth))
    .join(' ');
};

/** Fields of different types may not share a name. */
const partOf = (type: GraphQLObjectType, depth: number): string => {
  const fields = Object.values(type.getFields()).map((field) => select(field, depth));
  const named = fields.filter((text) => text !== '').map((text) => `${type.name}_${aliased(text)}`);
  return `... on ${type.name} { ${named.join(' ')} }`;
};

const aliased = (text: string): string => text.replace(/^(\w+)/u, '$1: $1');

/** The names of all lists of records. */
export const listsOf = (schema: GraphQLSchema): string[] =>
  Object.values(schema.getQueryType()?.getFields() ?? {})
    .filter((field) => String(field.type).endsWith('Connection!'))
    .map((field) => field.name);

/** A query of a list with all that can be asked of its records, several levels down. */
export const wholeQuery = (schema: GraphQLSchema, list: string, first: number): string => {
  const field = schema.getQueryType()?.getFields()[list];
  if (field === undefined) throw new Error(`there is no list ${list}`);
  return `{ ${select(field, 6, first)} }`;
};
