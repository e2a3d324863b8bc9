import type { SimObject } from '../schema/schema.ts';
import type { ApiCall, ApiReply } from './api-types.ts';
import { queryEndpoint } from './query-endpoint.ts';
import { notFound, otherMethod } from './replies.ts';
import { visibleRow } from './visible-row.ts';

/** A record by its object and full id. */
export interface RecordPlace {
  readonly object: SimObject;
  readonly id: string;
}

/** The record that a look-up of another leads to; null where there is no such look-up, refuses with 404 where it is empty. */
export const parentOf = (
  call: ApiCall,
  { object, id }: RecordPlace,
  relationship: string,
): RecordPlace | null => {
  const { org } = call.state;
  const table = org.table(object.name);
  const row = visibleRow(call, table, id);
  const field = object.relationshipIndex(relationship);
  if (field === undefined || !org.access(call.userId).canRead(object, field)) return null;
  const parent = String(table.get(row, field) ?? '');
  const kind = org.schema.byPrefix(parent.slice(0, 3)) ?? notFound();
  return { object: org.objectFor(kind.name, org.access(call.userId)), id: parent };
};

const fieldsOf = (call: ApiCall, object: SimObject): string => {
  const access = call.state.org.access(call.userId);
  const readable = object.fields.filter((_, index) => access.canRead(object, index));
  const asked = call.query.get('fields')?.split(',') ?? readable.map(({ name }) => name);
  return asked.map((name) => name.replaceAll(/[^\w.]/gu, '')).join(',');
};

/** The records that refer to another one through a relationship, as a query of them would answer. */
export const listChildren = (
  call: ApiCall,
  { object, id }: RecordPlace,
  relationship: string,
): ApiReply => {
  const { org } = call.state;
  const found = org.schema
    .childrenOf(object.name)
    .find(({ name }) => name?.toLowerCase() === relationship.toLowerCase());
  if (!found) return notFound();
  const child = org.objectFor(found.child, org.access(call.userId));
  const other = otherMethod(call, 'GET,HEAD');
  if (other) return other;
  const q = `SELECT ${fieldsOf(call, child)} FROM ${child.name} WHERE ${found.field.name} = '${id}'`;
  return (
    queryEndpoint({ ...call, path: ['query'], query: new URLSearchParams({ q }) }) ?? notFound()
  );
};
