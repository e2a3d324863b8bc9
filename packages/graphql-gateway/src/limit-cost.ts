import { complexityFromQuery } from '@pothos/plugin-complexity';
import {
  type DocumentNode,
  getOperationAST,
  type GraphQLError,
  type GraphQLSchema,
  Kind,
} from 'graphql';
import type { Plugin } from 'graphql-yoga';
import type { Caller } from './caller.ts';
import { type CostShares, createTooMuch } from './cost-shares.ts';

interface Asked {
  readonly schema: GraphQLSchema;
  readonly document: DocumentNode;
  readonly operationName?: string | null;
  readonly variableValues?: Readonly<Record<string, unknown>> | null;
  readonly contextValue?: unknown;
}

/** Of the operation that is run: another in the same document costs nothing. */
const costOf = ({ schema, document, operationName, variableValues, contextValue }: Asked) => {
  const operation = getOperationAST(document, operationName);
  const fragments = document.definitions.filter(({ kind }) => kind === Kind.FRAGMENT_DEFINITION);
  const run = { ...document, definitions: operation ? [operation, ...fragments] : fragments };
  const variables = { ...variableValues };
  return complexityFromQuery(run, { schema, variables, ctx: Object(contextValue) }).complexity;
};

/** Bounds what one caller asks for in a time, by what it costs and not by how it is cut up. */
export const limitCost = ({ draw }: CostShares): Plugin => {
  const check = async (
    asked: Asked,
    stop: (result: { errors: GraphQLError[] }) => void,
  ): Promise<void> => {
    const { caller } = asked.contextValue as { readonly caller: Caller };
    const waitMs = await draw(caller, costOf(asked));
    if (waitMs > 0) stop({ errors: [createTooMuch(waitMs)] });
  };
  return {
    onExecute: (hook) => check(hook.args, hook.setResultAndStopExecution),
    onSubscribe: (hook) => check(hook.args, hook.setResultAndStopExecution),
  };
};
