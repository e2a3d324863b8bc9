import { findRow, type RecordName } from '../portal/find-record.ts';
import { Refusal, refuse } from '../portal/refusal.ts';
import type { RowRef } from '../portal/change-row.ts';
import { type ObjectType, objectTypeOf } from '../schema/object-type.ts';
import type { ApiCall } from './api-types.ts';

/** The object type of a name; refuses one that is none. Recorded answers, 2022. */
export const typeNamed = (name: string): ObjectType =>
  objectTypeOf(name) ?? refuse(`Unable to infer object type from: ${name}`);

/** The object type that the path names. */
export const typeOf = (call: ApiCall): ObjectType => typeNamed(call.params['type'] ?? '');

const notFound = (id: string, isNumber: boolean): never => {
  if (isNumber) throw new Refusal(404, { message: 'resource not found' });
  throw new Refusal(404, {
    message: 'Object not found.  objectId are usually numeric.',
    context: { id: [id] },
    category: 'OBJECT_NOT_FOUND',
  });
};

/** How the path and the query name a record. */
export const nameOf = (call: ApiCall): RecordName => ({
  id: call.params['id'] ?? '',
  idProperty: call.query.get('idProperty') ?? undefined,
});

/** The record that a call names, in the state asked for. */
export const recordOf = (call: ApiCall, type: ObjectType, isArchived = false): RowRef => {
  const name = nameOf(call);
  const row = findRow(call.portal, type.name, name);
  const state = row === null ? 'absent' : call.portal.table(type.name).state(row);
  if (row !== null && state === (isArchived ? 'archived' : 'live'))
    return { object: type.name, row };
  return notFound(name.id, name.idProperty !== undefined || /^\d+$/u.test(name.id));
};

/** A flag of the query. */
export const flagOf = (call: ApiCall, name: string): boolean => call.query.get(name) === 'true';

/** A whole number of the query, within bounds. */
export const limitOf = (
  call: ApiCall,
  { fallback, max }: { fallback: number; max: number },
): number => {
  const text = call.query.get('limit');
  if (text === null || text === '') return fallback;
  const limit = /^\d+$/u.test(text) ? Number(text) : 0;
  if (limit < 1 || limit > max)
    refuse(`Invalid value for limit: ${text}. It must be a whole number between 1 and ${max}.`, {
      context: { limit: [text] },
    });
  return limit;
};

/** A cursor as a call states it, which has to be a whole number; null for none. */
export const cursorOf = (after: string | null | undefined): number | null => {
  if (after === null || after === undefined || after === '') return null;
  return /^\d+$/u.test(after) ? Number(after) : refuse(`Invalid value for after: ${after}`);
};
