import { useCSRFPrevention } from '@graphql-yoga/plugin-csrf-prevention';
import type { GraphQLSchema } from 'graphql';
import { createYoga } from 'graphql-yoga';
import { allowOrigins } from './allow-origins.ts';
import { createCallers } from './authenticate.ts';
import type { Caller } from './caller.ts';
import { createCostShares } from './cost-shares.ts';
import { requireFittingVariables } from './check-variables.ts';
import { exportOutcomes } from './export/export-outcomes.ts';
import type { GatewayParts } from './gateway-parts.ts';
import { jsonOnly } from './json-only.ts';
import { limitCost } from './limit-cost.ts';
import { limitDocument } from './limit-document.ts';
import { createLive } from './live/live.ts';
import { createStreamPlaces } from './live/stream-places.ts';
import { tellPlace } from './live/tell-place.ts';
import { limitEvents } from './limit-events.ts';
import { limitTime } from './limit-time.ts';
import { createLoaders } from './loaders.ts';
import { createMaskError } from './mask-error.ts';
import { onlyPersisted } from './only-persisted.ts';
import { createTokenReader } from './read-token.ts';
import { schema } from './schema/schema.ts';

/** The GraphQL API as a function of requests. */
export interface Gateway {
  /** Answers every request under `/graphql` and `/exports`, whatever is asked. */
  readonly fetch: (request: Request) => Promise<Response>;
  readonly schema: GraphQLSchema;
}

const maxRequestBodySize = 100_000;

const findWorkspace = <Of>(
  { workspace }: Pick<Caller, 'workspace'>,
  of: ReadonlyMap<string, Of>,
): Of => {
  const found = of.get(workspace);
  if (found === undefined) throw new Error('the caller has no workspace here');
  return found;
};

/** The API over the engines of some workspaces and their stores. */
export const createGateway = (parts: GatewayParts): Gateway => {
  const { workspaces, clock, log, mode, origins } = parts;
  const maskError = createMaskError(log);
  const readToken =
    parts.tokens === null ? null : createTokenReader({ ...parts, issuer: parts.tokens });
  const places = createStreamPlaces();
  const lives = new Map(
    [...workspaces].map(([workspace, { store, engine }]) => [
      workspace,
      createLive({ store, engine, clock, log, workspace, places }),
    ]),
  );
  const callers = createCallers({ workspaces, clock, readToken, maskError });
  const storeOf = (caller: Pick<Caller, 'workspace'>) => findWorkspace(caller, workspaces).store;
  const shares = createCostShares({ clock, storeOf });
  const partsFor = (request: Request) => {
    const caller = callers.of(request);
    const live = findWorkspace(caller, lives);
    return { ...findWorkspace(caller, workspaces), clock, caller, live };
  };
  const yoga = createYoga({
    schema,
    context: ({ request }) => {
      const own = partsFor(request);
      const loaders = createLoaders(own);
      return { ...own, log, request, loaders, eventCursor: null };
    },
    plugins: [
      callers.plugin,
      exportOutcomes(
        (request) => ({ ...partsFor(request), shares, whileWanted: parts.whileWanted }),
        maskError,
      ),
      jsonOnly(),
      ...(parts.operations === null ? [] : [onlyPersisted(parts.operations)]),
      // No page can send this header to another site without that site's consent.
      useCSRFPrevention({ requestHeaders: ['authorization'] }),
      limitDocument(mode),
      requireFittingVariables(mode),
      limitCost(shares),
      limitTime(clock, parts.whileWanted),
      limitEvents({ clock, shares, whileWanted: parts.whileWanted }),
      tellPlace(),
    ],
    maskedErrors: { maskError },
    graphiql: mode === 'development' && { title: 'Concord' },
    cors: allowOrigins(origins),
    maxRequestBodySize,
    multipart: false,
    landingPage: false,
    logging: false,
  });
  return { fetch: async (request) => yoga.fetch(request), schema };
};
