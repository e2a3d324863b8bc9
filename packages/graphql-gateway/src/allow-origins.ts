import type { YogaServerOptions } from 'graphql-yoga';

/** Tells pages of the origins that they may call, and those of any other nothing at all. */
export const allowOrigins =
  (origins: readonly string[]): YogaServerOptions<object, object>['cors'] =>
  ({ headers }) => {
    const origin = headers.get('origin');
    // A list would be answered with the origin `null` elsewhere, which sandboxed pages have.
    return origin !== null && origins.includes(origin) && { origin, methods: ['GET', 'POST'] };
  };
