import {
  createSyncError,
  toCursor,
  toInstant,
  toRemoteId,
  type Connector,
  type Context,
  type Cursor,
  type Fields,
  type FieldDescription,
  type ReadPage,
  type ReadRequest,
  type RemoteRecord,
} from '@concord/core/contract';
import { z } from 'zod';
import { ask } from './ask.ts';

const pageMax = 50;

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

const toFields = (names: ReadRequest['fields'], fields: Fields): Fields =>
  Object.fromEntries(
    names.map((name) => [name, fields[name] === '' ? null : (fields[name] ?? null)]),
  );

const toRecord = (names: ReadRequest['fields'], one: z.infer<typeof card>): RemoteRecord => ({
  id: toRemoteId(one.id),
  fields: toFields(names, one.fields),
  modifiedAt: toInstant(one.changedAt),
  revision: null,
  removed: false,
  mergedInto: null,
});

const page = async (context: Context, { fields, after }: ReadRequest): Promise<ReadPage> => {
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

const description = z.object({
  fields: z.array(z.object({ name: z.string(), label: z.string(), length: z.number() })),
});

const toDescription = (field: z.infer<typeof description>['fields'][number]): FieldDescription => ({
  name: field.name,
  label: field.label,
  type: 'text',
  remoteType: 'text',
  custom: false,
  creatable: false,
  updatable: false,
  required: false,
  unique: false,
  maxLength: field.length,
  choices: null,
  restricted: false,
  mapInstead: null,
});

/** A CRM of cards with people on them, which can only be read. */
export const cardIndex = {
  contract: 1,
  id: 'card-index',
  label: 'Card Index',
  auth: {
    authorizeUrl: 'https://card-index.example/authorize',
    tokenUrl: 'https://card-index.example/token',
    scopes: [],
    renew: () =>
      Promise.reject(
        createSyncError('renew tokens: a card index has but one', {
          code: 'unauthorized',
          retry: 'never',
          effect: 'none',
        }),
      ),
  },
  objects: {
    Card: {
      represents: 'person',
      keyFields: { email: ['email'] },
      company: null,
      defaultMapping: { email: 'email', lastName: 'name' },
      units: [],
      describe: async (context) => {
        const { fields } = await ask(context, '/schema', description);
        return {
          allows: { read: true, create: false, update: false, remove: false },
          fields: fields.map(toDescription),
        };
      },
      // A card that is changed this millisecond is shown from the next one on.
      read: { pageMax, settleMs: 1, page },
    },
  },
  identify: (context) =>
    ask(context, '/me', z.object({ accountId: z.string(), userId: z.string() })),
} satisfies Connector;
