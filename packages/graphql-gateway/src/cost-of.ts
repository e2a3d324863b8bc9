import { complexityFromQuery } from '@pothos/plugin-complexity';
import { type DocumentNode, getOperationAST, type GraphQLSchema, Kind } from 'graphql';

/** An operation as it is about to be run. */
export interface Asked {
  readonly schema: GraphQLSchema;
  readonly document: DocumentNode;
  readonly operationName?: string | null | undefined;
  readonly variableValues?: Readonly<Record<string, unknown>> | null | undefined;
  readonly contextValue?: unknown;
}

/** Complexity of the operation that is run: another in the same document costs nothing. */
export const costOf = (asked: Asked): number => {
  const { schema, document, operationName, variableValues, contextValue } = asked;
  const operation = getOperationAST(document, operationName);
  const fragments = document.definitions.filter(({ kind }) => kind === Kind.FRAGMENT_DEFINITION);
  const run = { ...document, definitions: operation ? [operation, ...fragments] : fragments };
  const variables = { ...variableValues };
  return complexityFromQuery(run, { schema, variables, ctx: Object(contextValue) }).complexity;
};
