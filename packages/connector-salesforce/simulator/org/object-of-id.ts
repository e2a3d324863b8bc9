import type { SimObject } from '../schema/schema.ts';
import { toFullId } from '../store/record-ids.ts';
import type { Org } from './org.ts';
import { refuse } from './record-error.ts';

/** The object that an id is of; refuses what is no id. */
export const objectOfId = ({ schema }: Org, id: string): SimObject =>
  (toFullId(id) === null ? undefined : schema.byPrefix(id.slice(0, 3))) ??
  refuse('MALFORMED_ID', `malformed id ${id}`, { fields: [] });
