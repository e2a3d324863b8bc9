import type { GraphQLError } from 'graphql';
import type { Plugin } from 'graphql-yoga';
import type { Caller } from './caller.ts';
import { type Asked, costOf } from './cost-of.ts';
import { type CostShares, createTooMuch } from './cost-shares.ts';

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
