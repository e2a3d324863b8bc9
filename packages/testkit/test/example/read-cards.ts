import {
  createSyncError,
  toCursor,
  toInstant,
  toRemoteId,
  type Context,
  type Cursor,
  type Fields,
  type FieldValue,
  type ReadPage,
  type ReadRequest,
  type RemoteRecord,
} from '@concord/core/contract';
import { z } from 'zod';
import { ask } from './ask.ts';

/** Cards on one page, at most. */
export const pageMax = 50;

const card = z.object({
  id: z.string().min(1),
  changedAt: z.number(),
  fields: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
});

const cards = z.object({ cards: z.array(card), more: z.boolean() });

/** The last card that was read: the next page holds what is after it. */
const place = z.strictObject({ v: z.literal(1), at: z.number(), id: z.string() });

type Place = z.infer<typeof place>;

const readCursor = (cursor: Cursor): Place => {
  try {
    return place.parse(JSON.parse(cursor));
  } catch {
    throw createSyncError('read cards: the cursor is unusable; start a full read', {
      code: 'invalid',
      retry: 'never',
      effect: 'none',
    });
  }
};

/** A field that the answer lacks is not a blank one: nobody may fill it. */
const toValue = (value: FieldValue | undefined, field: string): FieldValue => {
  if (value !== undefined) return value === '' ? null : value;
  throw createSyncError(`read cards: the answer lacks the field ${field}`, {
    code: 'malformed',
    retry: 'never',
    effect: 'none',
    field,
  });
};

const toFields = (names: ReadRequest['fields'], fields: Fields): Fields =>
  Object.fromEntries(names.map((name) => [name, toValue(fields[name], name)]));

const toRecord = (names: ReadRequest['fields'], one: z.infer<typeof card>): RemoteRecord => ({
  id: toRemoteId(one.id),
  fields: toFields(names, one.fields),
  modifiedAt: toInstant(one.changedAt),
  revision: null,
  removed: false,
  mergedInto: null,
});

/** Cards after the last one that was read, oldest change first; see `Read.page`. */
export const readCards = async (
  context: Context,
  { fields, after }: ReadRequest,
): Promise<ReadPage> => {
  const { at, id } = after === null ? { at: -1, id: '' } : readCursor(after);
  const query = new URLSearchParams({
    at: `${at}`,
    id,
    limit: `${pageMax}`,
    fields: fields.join(),
  });
  const answer = await ask(context, `/cards?${query.toString()}`, cards);
  const last = answer.cards.at(-1);
  const next: Place = { v: 1, at: last?.changedAt ?? at, id: last?.id ?? id };
  return {
    records: answer.cards.map((one) => toRecord(fields, one)),
    cursor: toCursor(JSON.stringify(next)),
    more: answer.more,
  };
};
