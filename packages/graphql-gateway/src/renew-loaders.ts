import { defaultFieldResolver, type GraphQLFieldResolver, type GraphQLSchema } from 'graphql';
import { createLoaders } from './loaders.ts';
import type { GatewayContext } from './schema/builder.ts';

type Resolver = GraphQLFieldResolver<unknown, GatewayContext>;

const thenRenew =
  (resolve: Resolver): Resolver =>
  async (...asked) => {
    const [, , context] = asked;
    try {
      return await resolve(...asked);
    } finally {
      // Mutations of a document run one after another, so nobody else is at these loaders.
      context.loaders = createLoaders(context);
    }
  };

/** The schema with every mutation answered, and followed, from what is stored after its change. */
export const renewLoaders = (schema: GraphQLSchema): GraphQLSchema => {
  for (const field of Object.values(schema.getMutationType()?.getFields() ?? {})) {
    field.resolve = thenRenew(field.resolve ?? defaultFieldResolver);
  }
  return schema;
};
