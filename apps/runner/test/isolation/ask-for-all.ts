import type { Gateway } from '@concord/graphql-gateway';

type Schema = Gateway['schema'];
type ObjectType = NonNullable<ReturnType<Schema['getQueryType']>>;
type Field = ReturnType<ObjectType['getFields']>[string];

/** A type as the schema prints it, without what says that it is a list or never null. */
const nameOf = (type: unknown): string => String(type).replaceAll(/[[\]!]/gu, '');
const isRequired = (type: unknown): boolean => String(type).endsWith('!');
const isList = (type: unknown): boolean => String(type).startsWith('[');
const isNamed = (type: unknown): boolean => ['ID', 'String'].includes(nameOf(type));

/** What to ask with. */
export interface Wanted {
  /** Values as literals: by the name of what takes an id or text (`task.id`, `id`), else by type. */
  readonly values: Readonly<Record<string, string>>;
  /** Whether ids that may be left out are given. */
  readonly narrows: boolean;
}

/** An operation of the schema, to be asked for. */
export interface Asked {
  readonly kind: 'Query' | 'Mutation' | 'Subscription';
  readonly name: string;
  readonly document: string;
}

const usual: Wanted['values'] = { Int: '2', Boolean: 'false', DateTime: '"2026-03-24T10:00:00Z"' };

/** What a schema can be asked for, in documents of its own making. */
export const createAsking = (schema: Schema, { values, narrows }: Wanted) => {
  /** Whether an id can be given somewhere in a value of the type. */
  const takesId = (type: unknown, depth = 3): boolean => {
    if (nameOf(type) === 'ID') return true;
    const named = schema.getType(nameOf(type));
    if (depth === 0 || named === undefined || !('isOneOf' in named)) return false;
    return Object.values(named.getFields()).some(({ type: of }) => takesId(of, depth - 1));
  };

  interface Given {
    readonly name: string;
    readonly type: unknown;
  }

  const isWanted = (of: string, { name, type }: Given): boolean =>
    isRequired(type) ||
    `${of}.${name}` in values ||
    (narrows && (takesId(type) || (isNamed(type) && name in values)));

  /** Each way to give a value of a type: a choice of one member gives one for each. */
  const literals = (name: string, type: unknown, of = ''): string[] => {
    const named = isNamed(type) ? (values[`${of}.${name}`] ?? values[name]) : undefined;
    const given = named ?? values[nameOf(type)] ?? usual[nameOf(type)];
    const single = given === undefined ? compound(nameOf(type)) : [given];
    return isList(type) ? single.map((one) => `[${one}]`) : single;
  };

  const compound = (typeName: string): string[] => {
    const type = schema.getType(typeName);
    if (type !== undefined && 'getValues' in type) return [type.getValues()[0]?.name ?? ''];
    if (type === undefined || !('isOneOf' in type)) return ['"x"'];
    const fields = Object.values(type.getFields());
    const given = type.isOneOf ? fields : fields.filter((one) => isWanted(typeName, one));
    const all = given.map(({ name, type: of }) =>
      literals(name, of).map((one) => `${name}: ${one}`),
    );
    if (type.isOneOf) return all.flat().map((one) => `{ ${one} }`);
    return [`{ ${all.map(([first]) => first).join(', ')} }`];
  };

  /** Each way to call a field. */
  const callsOf = ({ name: field, args }: Field): string[] => {
    const ways = args
      .filter((arg) => isWanted(field, arg))
      .reduce<string[][]>(
        (given, { name, type }) =>
          given.flatMap((way) =>
            literals(name, type, field).map((one) => [...way, `${name}: ${one}`]),
          ),
        [[]],
      );
    return ways.map((way) => (way.length === 0 ? field : `${field}(${way.join(', ')})`));
  };

  /** The types of object that a field can answer; none for a value. */
  const objectsOf = (field: Field): readonly ObjectType[] => {
    const type = schema.getType(nameOf(field.type));
    if (type === undefined) return [];
    if ('getTypes' in type) return type.getTypes();
    return 'getFields' in type && !('isOneOf' in type) ? [type as ObjectType] : [];
  };

  const holdsObjects = (field: Field): boolean => objectsOf(field).length > 0;

  /** The values of a type. */
  const valuesIn = (type: ObjectType): string =>
    Object.values(type.getFields())
      .filter((field) => !holdsObjects(field))
      .flatMap((field) => callsOf(field).slice(0, 1))
      .join(' ');

  const part = (call: string, type: ObjectType, inside: string): string =>
    `${call} { __typename ... on ${type.name} { __typename ${inside} } }`;

  /** A field with the values in its answer, once for each type that this may be of. */
  const withValues = (call: string, field: Field): string[] => {
    const objects = objectsOf(field);
    return objects.length === 0 ? [call] : objects.map((type) => part(call, type, valuesIn(type)));
  };

  const operationsOf = (type: ObjectType | null | undefined): Asked[] =>
    Object.values(type?.getFields() ?? {}).flatMap((field) =>
      callsOf(field).flatMap((call) =>
        withValues(call, field).map((text) => ({
          kind: type?.name as Asked['kind'],
          name: field.name,
          document: `${type?.name.toLowerCase()} { ${text} }`,
        })),
      ),
    );

  interface Place {
    readonly type: ObjectType;
    readonly wrap: (inside: string) => string;
  }

  /** Documents that ask together for each field of each type, every type by its shortest way. */
  const crawl = (): string[] => {
    const query = schema.getQueryType();
    const places: Place[] = query ? [{ type: query, wrap: (inside) => `{ ${inside} }` }] : [];
    const seen = new Set(places.map(({ type }) => type));
    const documents: string[] = [];
    // Places are added while they are gone through.
    for (const { type, wrap } of places) {
      for (const field of Object.values(type.getFields()).filter(holdsObjects)) {
        for (const call of callsOf(field)) {
          documents.push(...withValues(call, field).map(wrap));
          for (const found of objectsOf(field).filter((one) => !seen.has(one))) {
            seen.add(found);
            places.push({ type: found, wrap: (inside) => wrap(part(call, found, inside)) });
          }
        }
      }
    }
    return documents;
  };

  return {
    crawl,
    operations: (): Asked[] => [
      ...operationsOf(schema.getQueryType()),
      ...operationsOf(schema.getMutationType()),
      ...operationsOf(schema.getSubscriptionType()),
    ],
  };
};
