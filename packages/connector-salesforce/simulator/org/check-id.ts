import type { SimObject } from '../schema/schema.ts';
import { toFullId } from '../store/record-ids.ts';
import { refuse } from './record-error.ts';

/** The full form of an object's id; refuses another object's, and what is no id. */
export const checkId = (object: SimObject, id: string): string => {
  const full = toFullId(id);
  if (full?.startsWith(object.keyPrefix)) return full;
  const message = `${object.label} ID: id value of incorrect type: ${id}`;
  return refuse('MALFORMED_ID', message, { fields: ['Id'] });
};
