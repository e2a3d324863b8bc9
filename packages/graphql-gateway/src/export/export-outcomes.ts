import type { OutcomeFilter, Store } from '@concord/core/ports';
import { coerceInputValue, GraphQLError, validateInputValue } from 'graphql';
import type { Plugin } from 'graphql-yoga';
import { type CostShares, createTooMuch } from '../cost-shares.ts';
import type { GatewayParts } from '../gateway-parts.ts';
import { openStream, type StreamParts } from '../live/open-stream.ts';
import type { createMaskError } from '../mask-error.ts';
import { type OutcomeFilterInput, toOutcomeFilter } from '../schema/outcome-filter.ts';
import { schema } from '../schema/schema.ts';
import { waitForShare } from '../wait-for-share.ts';
import { withinTime } from '../within-time.ts';
import { outcomesAsCsv, pageCost } from './outcomes-as-csv.ts';

/** Where outcomes are exported from. */
const path = '/exports/outcomes.csv';

const createUnfit = (message: string) =>
  new GraphQLError(`filter: ${message}`, {
    extensions: {
      code: 'INVALID_ARGUMENT',
      field: 'filter',
      remedy: 'Give `filter` as JSON, as the variable of the query `outcomes` would be.',
    },
  });

const parseJson = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    throw createUnfit('It is no JSON.');
  }
};

const refuseFilter = ({ message }: GraphQLError): never => {
  throw createUnfit(message);
};

/** The filter of the address, as the API's own type has it. */
const readFilter = (url: URL): OutcomeFilter => {
  const text = url.searchParams.get('filter');
  if (text === null) return {};
  const given = parseJson(text);
  const type = schema.getType('OutcomeFilter') as Parameters<typeof coerceInputValue>[1];
  // No names are suggested: in production nothing of the schema is shown.
  validateInputValue(given, type, refuseFilter, true);
  const filter = coerceInputValue(given, type) as typeof OutcomeFilterInput.$inferInput | null;
  return toOutcomeFilter(filter);
};

/** What an export is answered from. */
export interface Exporting extends Omit<StreamParts, 'request'> {
  readonly store: Pick<Store, 'listOutcomes'>;
  readonly shares: CostShares;
  readonly whileWanted: GatewayParts['whileWanted'];
}

/** Pages that keep to the caller's share, each as long as a query may take, and no longer. */
const createPages = (parts: Exporting, left: AbortSignal): Exporting['store'] => {
  const { store, clock, whileWanted } = parts;
  return {
    listOutcomes: async (query) => {
      const work = (wanted: AbortSignal) => whileWanted(wanted, () => store.listOutcomes(query));
      const page = await withinTime({ clock, left }, work);
      if (page === 'late' || page === 'left') throw new Error(`the export is ended: ${page}`);
      if (page.hasNext) await waitForShare(parts, pageCost, left);
      return page;
    },
  };
};

/** Text as it is asked for, so that no more than a page of it is in memory. */
const toStream = (
  head: string,
  lines: AsyncIterator<string, void, undefined>,
): ReadableStream<Uint8Array> => {
  const encoder = new TextEncoder();
  return new ReadableStream<Uint8Array>(
    {
      start: (controller) => controller.enqueue(encoder.encode(head)),
      pull: async (controller) => {
        const { done, value } = await lines.next();
        if (done === true) controller.close();
        else controller.enqueue(encoder.encode(value));
      },
      cancel: async () => {
        await lines.return?.();
      },
    },
    { highWaterMark: 1 },
  );
};

const headers = {
  'content-type': 'text/csv; charset=utf-8',
  'content-disposition': 'attachment; filename="outcomes.csv"',
  'x-content-type-options': 'nosniff',
};

/** The first page is refused where the share is used up; later ones wait for it. */
const answer = async (request: Request, parts: Exporting): Promise<Response> => {
  if (request.method !== 'GET')
    return new Response(null, { status: 405, headers: { allow: 'GET' } });
  const filter = readFilter(new URL(request.url));
  const waitMs = await parts.shares.draw(parts.caller, pageCost);
  if (waitMs > 0) throw createTooMuch(waitMs);
  const lines = openStream({ ...parts, request }, ({ signal }) =>
    outcomesAsCsv(createPages(parts, signal), filter),
  );
  const head = await lines.next();
  return new Response(toStream(head.value ?? '', lines), { headers });
};

const refuse = (error: GraphQLError): Response => {
  const { http, ...extensions } = error.toJSON().extensions ?? {};
  const { status, headers: more } = { status: 400, ...Object(http) };
  const isOurs = extensions['code'] === 'INTERNAL';
  const body = { errors: [{ ...error.toJSON(), extensions }] };
  return Response.json(body, { status: isOurs ? 500 : status, headers: { ...more } });
};

/**
 * Answers `GET /exports/outcomes.csv?filter={…}`: the errors and skipped records as a table. It is a
 * stream: it ends, broken off, when its reader leaves, loses the right to it, or after an hour.
 */
export const exportOutcomes = (
  exportingOf: (request: Request) => Exporting,
  maskError: ReturnType<typeof createMaskError>,
): Plugin => ({
  onRequest: async (hook) => {
    if (hook.url.pathname !== path) return;
    try {
      hook.endResponse(await answer(hook.request, exportingOf(hook.request)));
    } catch (error) {
      hook.endResponse(refuse(maskError(error)));
    }
  },
});
