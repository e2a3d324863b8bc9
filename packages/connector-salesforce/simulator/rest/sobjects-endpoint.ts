import type { SimObject } from '../schema/schema.ts';
import type { ApiCall, ApiReply, Endpoint } from './api-types.ts';
import { describeBrief, describeFull, describeGlobal } from './describe-endpoint.ts';
import { deletedRows, updatedRows } from './replication-endpoint.ts';
import { notFound, otherMethod } from './replies.ts';
import { createRow, rowsEndpoint } from './rows-endpoint.ts';

const reads = new Map<string, (call: ApiCall, object: SimObject) => ApiReply>([
  ['describe', describeFull],
  ['updated', updatedRows],
  ['deleted', deletedRows],
]);

/** `/sobjects` and everything under it. */
export const sobjectsEndpoint: Endpoint = (call) => {
  const [resource, name, ...rest] = call.path;
  if (resource !== 'sobjects') return null;
  if (name === undefined) return otherMethod(call, 'GET,HEAD') ?? describeGlobal(call);
  const { org } = call.state;
  const object = org.objectFor(name, org.access(call.userId));
  const [first] = rest;
  if (first === undefined) {
    if (call.method === 'POST') return createRow(call, object);
    return otherMethod(call, 'GET,HEAD,POST') ?? describeBrief(call, object);
  }
  const read = rest.length === 1 ? reads.get(first) : undefined;
  if (read) return otherMethod(call, 'GET,HEAD') ?? read(call, object);
  return first === 'describe' ? notFound() : rowsEndpoint(call, object, rest);
};
