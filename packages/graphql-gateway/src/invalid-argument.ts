import { GraphQLError } from 'graphql';

/** An argument of a query that cannot be answered: names the field and what to give instead. */
export const createInvalidArgument = (field: string, message: string, remedy: string) =>
  new GraphQLError(message, {
    extensions: { code: 'INVALID_ARGUMENT', field, remedy, http: { status: 400, spec: true } },
  });
