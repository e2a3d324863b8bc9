import type { Context } from '@concord/core/contract';
import { describeObject } from './describe-object.ts';
import { keepTypes, keptTypes, type Types } from './kept-types.ts';
import type { Reading } from './to-records.ts';

/** The types of the fields asked for; HubSpot is asked where it has not described them yet. */
export const fieldTypes = async (context: Context, { shape, fields }: Reading): Promise<Types> => {
  const kept = keptTypes(context, shape.name);
  if (kept !== null && fields.every((name) => kept.has(name))) return kept;
  const description = await describeObject(shape)(context);
  return keepTypes(context, shape.name, description.fields);
};
