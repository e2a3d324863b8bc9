import { useCSRFPrevention } from '@graphql-yoga/plugin-csrf-prevention';
import type { GraphQLSchema } from 'graphql';
import { createYoga } from 'graphql-yoga';
import { requireApiKey } from './authenticate.ts';
import { requireFittingVariables } from './check-variables.ts';
import { exportOutcomes } from './export/export-outcomes.ts';
import type { GatewayParts } from './gateway-parts.ts';
import { jsonOnly } from './json-only.ts';
import { limitDocument } from './limit-document.ts';
import { createLive } from './live/live.ts';
import { tellPlace } from './live/tell-place.ts';
import { limitTime } from './limit-time.ts';
import { createLoaders } from './loaders.ts';
import { createMaskError } from './mask-error.ts';
import { schema } from './schema/schema.ts';

/** The GraphQL API as a function of requests. */
export interface Gateway {
  /** Answers every request under `/graphql` and `/exports`, whatever is asked. */
  readonly fetch: (request: Request) => Promise<Response>;
  readonly schema: GraphQLSchema;
}

const maxRequestBodySize = 100_000;

/** The API over an engine and its store. */
export const createGateway = (parts: GatewayParts): Gateway => {
  const { engine, store, clock, accounts, log, mode, origins } = parts;
  const live = createLive(parts);
  const maskError = createMaskError(log);
  const yoga = createYoga({
    schema,
    context: ({ request }) => ({
      engine,
      store,
      clock,
      accounts,
      log,
      request,
      loaders: createLoaders(store, engine),
      live,
      caller: { expiresAt: null },
      eventCursor: null,
    }),
    plugins: [
      requireApiKey(store),
      exportOutcomes(store, maskError),
      jsonOnly(),
      // No page can send this header to another site without that site's consent.
      useCSRFPrevention({ requestHeaders: ['authorization'] }),
      limitDocument(mode),
      requireFittingVariables(),
      limitTime(clock),
      tellPlace(),
    ],
    maskedErrors: { maskError },
    graphiql: mode === 'development' && { title: 'Concord' },
    cors: origins.length > 0 && { origin: [...origins], methods: ['GET', 'POST'] },
    maxRequestBodySize,
    multipart: false,
    landingPage: false,
    logging: false,
  });
  return { fetch: async (request) => yoga.fetch(request), schema };
};
