import type { Endpoint } from './api-types.ts';
import { batchRead } from './batch-read.ts';
import { batchArchive, batchCreate, batchUpdate, batchUpsert } from './batch-write.ts';
import { scopesOf } from './objects-endpoint.ts';

const shared = { area: 'objects', versions: 'v3 dated', method: 'POST' } as const;
const writing = { ...shared, scopes: scopesOf('write') } as const;

/** Up to 100 records at once. */
export const batchEndpoints: readonly Endpoint[] = [
  { ...shared, scopes: scopesOf('read'), path: ':type/batch/read', answer: batchRead },
  { ...writing, path: ':type/batch/create', answer: batchCreate },
  { ...writing, path: ':type/batch/update', answer: batchUpdate },
  { ...writing, path: ':type/batch/upsert', answer: batchUpsert },
  { ...writing, path: ':type/batch/archive', answer: batchArchive },
];
