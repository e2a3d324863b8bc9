import type { ApiRole } from '@concord/core/ports';
import {
  defaultFieldResolver,
  GraphQLError,
  type GraphQLFieldResolver,
  type GraphQLObjectType,
  type GraphQLSchema,
} from 'graphql';
import { accessPolicy } from './access-policy.ts';
import { covers } from './caller.ts';
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

const guardFields = (type: GraphQLObjectType | null | undefined): void => {
  for (const field of Object.values(type?.getFields() ?? {})) {
    const needed = accessPolicy[type?.name ?? '']?.[field.name];
    const operation = `${type?.name}.${field.name}`;
    if (needed === undefined) throw new Error(`${operation}: give it a role in access-policy.ts`);
    if (field.subscribe) field.subscribe = guard(field.name, needed, field.subscribe);
    else field.resolve = guard(field.name, needed, field.resolve ?? defaultFieldResolver);
  }
};

/** The schema with every operation guarded; throws when one has no role. */
export const requireRoles = (schema: GraphQLSchema): GraphQLSchema => {
  guardFields(schema.getQueryType());
  guardFields(schema.getMutationType());
  guardFields(schema.getSubscriptionType());
  return schema;
};
