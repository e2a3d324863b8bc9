import type { OutcomeFilter, Store } from '@concord/core/ports';
import { coerceInputValue, GraphQLError, validateInputValue } from 'graphql';
import type { Plugin } from 'graphql-yoga';
import type { createMaskError } from '../mask-error.ts';
import { type OutcomeFilterInput, toOutcomeFilter } from '../schema/outcome-filter.ts';
import { schema } from '../schema/schema.ts';
import { outcomesAsCsv } from './outcomes-as-csv.ts';

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

/** The filter of the address, as the API's own type has it. */
const readFilter = (url: URL): OutcomeFilter => {
  const text = url.searchParams.get('filter');
  if (text === null) return {};
  const given = parseJson(text);
  const type = schema.getType('OutcomeFilter') as Parameters<typeof coerceInputValue>[1];
  validateInputValue(given, type, (error) => {
    throw createUnfit(error.message);
  });
  const filter = coerceInputValue(given, type) as typeof OutcomeFilterInput.$inferInput | null;
  return toOutcomeFilter(filter);
};

/** Text as it is asked for, so that no more than a page of it is in memory. */
const toStream = (lines: AsyncGenerator<string, void, undefined>): ReadableStream<Uint8Array> => {
  const encoder = new TextEncoder();
  return new ReadableStream<Uint8Array>(
    {
      pull: async (controller) => {
        const { done, value } = await lines.next();
        if (done === true) controller.close();
        else controller.enqueue(encoder.encode(value));
      },
      cancel: async () => {
        await lines.return();
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

const answer = (request: Request, store: Store): Response => {
  if (request.method !== 'GET')
    return new Response(null, { status: 405, headers: { allow: 'GET' } });
  return new Response(toStream(outcomesAsCsv(store, readFilter(new URL(request.url)))), {
    headers,
  });
};

/** Answers `GET /exports/outcomes.csv?filter={…}`: the errors and skipped records as a table. */
export const exportOutcomes = (
  storeOf: (request: Request) => Store,
  maskError: ReturnType<typeof createMaskError>,
): Plugin => ({
  onRequest: (hook) => {
    if (hook.url.pathname !== path) return;
    try {
      hook.endResponse(answer(hook.request, storeOf(hook.request)));
    } catch (error) {
      const status = error instanceof GraphQLError ? 400 : 500;
      hook.endResponse(Response.json({ errors: [maskError(error)] }, { status }));
    }
  },
});
