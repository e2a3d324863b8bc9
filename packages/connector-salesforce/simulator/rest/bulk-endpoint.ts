import type { Endpoint } from './api-types.ts';
import { bulkIngest } from './bulk-ingest.ts';
import { bulkQuery } from './bulk-query.ts';

/** `/jobs/ingest` and `/jobs/query`: the Bulk API 2.0. */
export const bulkEndpoint: Endpoint = (call) => {
  const [resource, kind] = call.path;
  if (resource !== 'jobs') return null;
  if (kind === 'ingest') return bulkIngest(call);
  return kind === 'query' ? bulkQuery(call) : null;
};
