import { randomUUID } from 'node:crypto';
import { GraphQLError } from 'graphql';
import { describeError } from './describe-error.ts';
import type { GatewayParts } from './gateway-parts.ts';

/** Whether the error was made for the caller: nothing else was thrown beneath it. */
const isForCaller = (error: unknown): error is GraphQLError =>
  error instanceof GraphQLError &&
  (error.originalError === undefined || isForCaller(error.originalError));

/** Errors as callers may see them: theirs whole, ours as an id under which the log has more. */
export const createMaskError =
  (log: GatewayParts['log']) =>
  (error: unknown): GraphQLError => {
    if (isForCaller(error)) return withoutOriginal(error);
    const correlationId = randomUUID();
    const cause = error instanceof GraphQLError ? error.originalError : error;
    log({ event: 'request-fail', correlationId, ...describeError(cause) });
    return new GraphQLError('Something went wrong on our side.', {
      ...(error instanceof GraphQLError && { nodes: error.nodes, path: error.path }),
      extensions: {
        code: 'INTERNAL',
        correlationId,
        remedy: 'Try again; if it persists, look for the correlation id in the log.',
        unexpected: true,
      },
    });
  };

/** The body's parser quotes what it could not read, and is always answered with 400. */
const withoutOriginal = (error: GraphQLError): GraphQLError => {
  const { originalError, ...extensions } = error.extensions;
  if (originalError === undefined) return error;
  return new GraphQLError(error.message, { extensions: { ...extensions, http: { status: 400 } } });
};
