import { parseSosl, type Search } from '../search/parse-sosl.ts';
import { runSearch } from '../search/run-search.ts';
import type { ApiCall, ApiReply, Endpoint } from './api-types.ts';
import { otherMethod } from './replies.ts';
import { parameterizedSearch } from './search-parameters.ts';

const searchReply = (call: ApiCall, search: Search): ApiReply => {
  const { org } = call.state;
  const access = org.access(call.userId);
  const records = runSearch({ org, access, base: call.base, includeDeleted: false }, search);
  return { status: 200, body: `{"searchRecords":[${records.join(',')}]}` };
};

/** `/search` with SOSL, and `/parameterizedSearch` with its parts as parameters or as a body. */
export const searchEndpoint: Endpoint = (call) => {
  const [resource, ...more] = call.path;
  if (more.length > 0) return null;
  if (resource === 'search') {
    const other = otherMethod(call, 'GET,HEAD');
    return other ?? searchReply(call, parseSosl(call.query.get('q') ?? ''));
  }
  if (resource !== 'parameterizedSearch') return null;
  return otherMethod(call, 'GET,HEAD,POST') ?? searchReply(call, parameterizedSearch(call));
};
