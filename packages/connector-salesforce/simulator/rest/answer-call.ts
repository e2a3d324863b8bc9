import { Refusal } from '../org/record-error.ts';
import type { ApiCall, ApiReply, Endpoint } from './api-types.ts';
import { batchEndpoint } from './batch-endpoint.ts';
import { bulkEndpoint } from './bulk-endpoint.ts';
import { collectionsEndpoint } from './collections-endpoint.ts';
import { compositeEndpoint } from './composite-endpoint.ts';
import { graphEndpoint } from './graph-endpoint.ts';
import { limitsEndpoint } from './limits-endpoint.ts';
import { queryEndpoint } from './query-endpoint.ts';
import { json, notFound, refused } from './replies.ts';
import { searchEndpoint } from './search-endpoint.ts';
import { sobjectsEndpoint } from './sobjects-endpoint.ts';
import { toolingEndpoint } from './tooling-endpoint.ts';
import { treeEndpoint } from './tree-endpoint.ts';

const resourceNames =
  'tooling metadata eclair folders jsonxform chatter tabs appMenu quickActions queryAll commerce wave analytics search identity composite parameterizedSearch fingerprint theme nouns event serviceTemplates recent connect licensing limits process async-queries query dedupe jobs localizedvalue mobile emailConnect consent tokenizer compactLayouts sobjects actions support'.split(
    ' ',
  );

const resourcesEndpoint: Endpoint = (call) =>
  call.path.length > 0
    ? null
    : json(200, Object.fromEntries(resourceNames.map((name) => [name, `${call.base}/${name}`])));

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
