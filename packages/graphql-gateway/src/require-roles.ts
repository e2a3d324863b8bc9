import { apiRoles, type ApiRole } from '@concord/core/ports';
import {
  defaultFieldResolver,
  GraphQLError,
  type GraphQLField,
  type GraphQLFieldResolver,
  type GraphQLObjectType,
  type GraphQLSchema,
  isObjectType,
} from 'graphql';
import { accessPolicy } from './access-policy.ts';
import { covers } from './caller.ts';
import { fieldPolicy } from './field-policy.ts';
import type { GatewayContext } from './schema/builder.ts';

type Resolver = GraphQLFieldResolver<unknown, GatewayContext>;

const createForbidden = (operation: string, needed: ApiRole): GraphQLError =>
  new GraphQLError(`\`${operation}\` is not for this key.`, {
    extensions: { code: 'FORBIDDEN', remedy: `Use a key or a token with the role ${needed}.` },
  });

const guard =
  (operation: string, needed: ApiRole, resolve: Resolver): Resolver =>
  (...asked) => {
    if (!covers(asked[2].caller.role, needed)) throw createForbidden(operation, needed);
    return resolve(...asked);
  };

const guardField = (field: GraphQLField<unknown, GatewayContext>, needed: ApiRole): void => {
  if (field.subscribe) field.subscribe = guard(field.name, needed, field.subscribe);
  else field.resolve = guard(field.name, needed, field.resolve ?? defaultFieldResolver);
};

const guardOperations = (type: GraphQLObjectType, roles: Readonly<Record<string, ApiRole>>) => {
  for (const field of Object.values(type.getFields())) {
    const needed = roles[field.name];
    const operation = `${type.name}.${field.name}`;
    if (needed === undefined) throw new Error(`${operation}: give it a role in access-policy.ts`);
    guardField(field, needed);
  }
};

const guardFields = (type: GraphQLObjectType): void => {
  const roles = new Map(
    apiRoles.flatMap((role) =>
      (fieldPolicy[role][type.name] ?? '').split(' ').map((name) => [name, role] as const),
    ),
  );
  for (const field of Object.values(type.getFields())) {
    const needed = roles.get(field.name);
    const path = `${type.name}.${field.name}`;
    if (needed === undefined) throw new Error(`${path}: give it a role in field-policy.ts`);
    // Every caller may at least see: lists of thousands of values are not slowed down.
    if (needed !== 'viewer') guardField(field, needed);
  }
};

/** The schema with every operation and field guarded; throws when one has no role. */
export const requireRoles = (schema: GraphQLSchema): GraphQLSchema => {
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type) || type.name.startsWith('__')) continue;
    const operations = accessPolicy[type.name];
    if (operations === undefined) guardFields(type);
    else guardOperations(type, operations);
  }
  return schema;
};
