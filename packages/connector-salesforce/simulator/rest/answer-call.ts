import { Refusal } from '../org/record-error.ts';
import type { ApiCall, ApiReply, Endpoint } from './api-types.ts';
import { batchEndpoint } from './batch-endpoint.ts';
import { bulkEndpoint } from './bulk-endpoint.ts';
import { collectionsEndpoint } from './collections-endpoint.ts';
import { compositeEndpoint } from './composite-endpoint.ts';
import { graphEndpoint } from './graph-endpoint.ts';
import { limitsEndpoint } from './limits-endpoint.ts';
import { queryEndpoint } from './query-endpoint.ts';
import { notFound, refused } from './replies.ts';
import { resourcesEndpoint } from './resources-endpoint.ts';
import { searchEndpoint } from './search-endpoint.ts';
import { sobjectsEndpoint } from './sobjects-endpoint.ts';
import { toolingEndpoint } from './tooling-endpoint.ts';
import { treeEndpoint } from './tree-endpoint.ts';

const endpoints = (answer: (call: ApiCall) => ApiReply): readonly Endpoint[] => [
  queryEndpoint,
  sobjectsEndpoint,
  collectionsEndpoint,
  compositeEndpoint(answer),
  batchEndpoint(answer),
  graphEndpoint(answer),
  treeEndpoint,
  bulkEndpoint,
  toolingEndpoint,
  searchEndpoint,
  limitsEndpoint,
  resourcesEndpoint,
];

/** Answers one call of the data API; a refusal is an answer too. */
export const answerCall = (call: ApiCall): ApiReply => {
  try {
    for (const endpoint of all) {
      const reply = endpoint(call);
      if (reply) return reply;
    }
    return notFound();
  } catch (error) {
    if (error instanceof Refusal) return refused(error.errors);
    throw error;
  }
};

const all = endpoints(answerCall);
