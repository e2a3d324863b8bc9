import type { Clock } from '@concord/core/ports';
import { complexityFromQuery } from '@pothos/plugin-complexity';
import {
  type DocumentNode,
  getOperationAST,
  GraphQLError,
  type GraphQLSchema,
  Kind,
} from 'graphql';
import type { Plugin } from 'graphql-yoga';
import type { Caller } from './caller.ts';

/** Complexity that a caller may ask for at once, twenty of the largest queries. */
const burst = 1_000_000;
/** Complexity that a caller may go on asking for, two of the largest queries a second. */
const perSecond = 100_000;
/** Callers remembered; those who asked for nothing lately are forgotten beyond it. */
const callerMax = 10_000;

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

const createTooMuch = (waitMs: number): GraphQLError => {
  const seconds = Math.ceil(waitMs / 1000);
  return new GraphQLError('This key asks for more than its share.', {
    extensions: {
      code: 'RATE_LIMITED',
      retryAfterMs: waitMs,
      remedy: `Try again in ${seconds} seconds, and ask for less at once.`,
      http: { status: 429, headers: { 'retry-after': String(seconds) } },
    },
  });
};

interface Bucket {
  left: number;
  at: number;
}

/** Draws cost from callers' buckets; answers how long to wait, 0 when it was drawn. */
const createBuckets = (clock: Clock) => {
  const buckets = new Map<string, Bucket>();
  const fill = (bucket: Bucket, now: number): Bucket => ({
    left: Math.min(burst, bucket.left + ((now - bucket.at) * perSecond) / 1000),
    at: now,
  });
  const forget = (now: number): void => {
    if (buckets.size < callerMax) return;
    for (const [id, bucket] of buckets) if (fill(bucket, now).left === burst) buckets.delete(id);
  };
  return (id: string, cost: number): number => {
    const now = Date.parse(clock.now());
    forget(now);
    const bucket = fill(buckets.get(id) ?? { left: burst, at: now }, now);
    const missing = cost - bucket.left;
    if (missing <= 0) bucket.left -= cost;
    buckets.set(id, bucket);
    return missing <= 0 ? 0 : Math.ceil((missing * 1000) / perSecond);
  };
};

/** Bounds what one caller asks for in a time, by what it costs and not by how it is cut up. */
export const limitCost = (clock: Clock): Plugin => {
  const draw = createBuckets(clock);
  const check = (asked: Asked, stop: (result: { errors: GraphQLError[] }) => void): void => {
    const { caller } = asked.contextValue as { readonly caller: Caller };
    const waitMs = draw(`${caller.workspace} ${caller.id}`, costOf(asked));
    if (waitMs > 0) stop({ errors: [createTooMuch(waitMs)] });
  };
  return {
    onExecute: (hook) => check(hook.args, hook.setResultAndStopExecution),
    onSubscribe: (hook) => check(hook.args, hook.setResultAndStopExecution),
  };
};
