import type { Endpoint } from './api-types.ts';
import { describeBrief, describeFull, describeGlobal } from './describe-endpoint.ts';
import { deletedRows, updatedRows } from './replication-endpoint.ts';
import { notFound, wrongMethod } from './replies.ts';
import { createRow, rowsEndpoint } from './rows-endpoint.ts';

/** `/sobjects` and everything under it. */
export const sobjectsEndpoint: Endpoint = (call) => {
  const [resource, name, ...rest] = call.path;
  if (resource !== 'sobjects') return null;
  if (name === undefined) return describeGlobal(call);
  const { org } = call.state;
  const object = org.objectFor(name, org.access(call.userId));
  const [first] = rest;
  if (first === undefined) {
    if (call.method === 'POST') return createRow(call, object);
    return call.method === 'GET' || call.method === 'HEAD'
      ? describeBrief(call, object)
      : wrongMethod(call.method, 'GET,HEAD,POST');
  }
  if (rest.length === 1 && first === 'describe') return describeFull(call, object);
  if (rest.length === 1 && first === 'updated') return updatedRows(call, object);
  if (rest.length === 1 && first === 'deleted') return deletedRows(call, object);
  return first === 'describe' ? notFound() : rowsEndpoint(call, object, rest);
};
