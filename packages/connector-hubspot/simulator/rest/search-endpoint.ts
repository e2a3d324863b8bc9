import { refuse } from '../portal/refusal.ts';
import { parseSearch, searchShape } from '../search/parse-search.ts';
import { runSearch } from '../search/run-search.ts';
import type { Endpoint } from './api-types.ts';
import { indexedBody } from './indexed-body.ts';
import { typeOf } from './object-call.ts';
import { scopesOf } from './objects-endpoint.ts';
import { readBody } from './read-body.ts';
import { shownTo } from './record-body.ts';
import { reply } from './replies.ts';

// HubSpot: a search has at most 3,000 characters. developers.hubspot.com, read 2026-11-21
const bodyMax = 3000;

const search: Endpoint['answer'] = (call) => {
  const type = typeOf(call);
  const text = call.request.body.toString();
  if (text.length > bodyMax)
    refuse('There was a problem with the request.', {
      errors: [{ message: `the body has ${text.length} characters, the maximum is ${bodyMax}` }],
    });
  const body = readBody(call, searchShape);
  const asked = parseSearch(call.portal, type, body);
  const { total, rows } = runSearch(call.portal, asked);
  const shown = shownTo(call, type, { properties: body.properties ?? [] });
  const results = indexedBody(call.portal, { type, rows, shown });
  const next = asked.offset + rows.length;
  if (next >= total) return reply(200, { total, results });
  return reply(200, { total, results, paging: { next: { after: String(next) } } });
};

/** Search. */
export const searchEndpoints: readonly Endpoint[] = [
  {
    area: 'objects',
    versions: 'v3 dated',
    method: 'POST',
    path: ':type/search',
    kind: 'search',
    scopes: scopesOf('read'),
    answer: search,
  },
];
