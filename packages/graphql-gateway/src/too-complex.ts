import { GraphQLError } from 'graphql';

/** A query that would cost more than one request may. */
export const createTooComplex = (
  kind: string,
  seen: { readonly depth: number; readonly complexity: number },
): GraphQLError =>
  new GraphQLError(
    `The query is too large: depth ${seen.depth}, complexity ${seen.complexity} (over the ${kind.toLowerCase()} limit).`,
    {
      extensions: {
        code: 'QUERY_TOO_COMPLEX',
        remedy: 'Ask for fewer fields or a smaller `first`, and page through the rest.',
        http: { status: 400, spec: true },
      },
    },
  );
