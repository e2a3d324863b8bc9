import {
  createSyncError,
  toCursor,
  toRemoteId,
  type Cursor,
  type FieldDescription,
  type Read,
  type RemoteRecord,
} from '@concord/core/contract';
import { z } from 'zod';
import type { Ask } from './client.ts';
import { invalidCursor } from './cursor.ts';
import { ownerPageMax } from './limits.ts';
import { instant, paging, parseJson } from './parse-answer.ts';

// HubSpot: a queue has no address, and an archived owner no user. OpenAPI description and recorded
// answers, read 2026-11-21
const ownerShape = z.object({
  id: z.string().regex(/^\d+$/),
  email: z.string().nullish(),
  type: z.string(),
  firstName: z.string().nullish(),
  lastName: z.string().nullish(),
  updatedAt: instant,
  archived: z.boolean(),
});

const page = z.object({ results: z.array(ownerShape), paging: paging.optional() });

type Owner = z.output<typeof ownerShape>;

/** Where a pass over the owners goes on: the live ones come first, then those who left. */
const position = z.strictObject({
  v: z.literal(1),
  archived: z.boolean(),
  after: z.string().max(100).nullable(),
});

type Position = z.output<typeof position>;

const start: Position = { v: 1, archived: false, after: null };

const readPosition = (cursor: Cursor | null): Position => {
  if (cursor === null) return start;
  const parsed = position.safeParse(parseJson(cursor));
  if (parsed.success) return parsed.data;
  throw invalidCursor('not a cursor of this version');
};

/**
 * All owners with every pass, as they are at once: HubSpot does not tell which of them changed.
 * "Owners", developers.hubspot.com, read 2026-11-21
 */
export const listOwners =
  (ask: Ask): Read['page'] =>
  async (context, { fields, after }) => {
    const at = readPosition(after);
    const { body } = await ask(context, {
      doing: 'read owners',
      writes: false,
      build: ({ owners }) =>
        owners.getPage(undefined, at.after ?? undefined, ownerPageMax, at.archived),
      shape: page,
    });
    const next = nextOf(at, body.paging?.next?.after ?? null);
    return {
      records: body.results.map((owner) => toRecord(owner, fields)),
      cursor: toCursor(JSON.stringify(next)),
      more: next !== start,
    };
  };

const nextOf = ({ archived }: Position, after: string | null): Position => {
  if (after !== null) return { v: 1, archived, after };
  return archived ? start : { v: 1, archived: true, after: null };
};

const valueOf: Readonly<Record<string, (owner: Owner) => string | null | undefined>> = {
  email: ({ email }) => email,
  firstName: ({ firstName }) => firstName,
  lastName: ({ lastName }) => lastName,
  type: ({ type }) => type,
};

const readValue = (owner: Owner, field: string): string | null => {
  const read = Object.hasOwn(valueOf, field) ? valueOf[field] : undefined;
  if (read !== undefined) return read(owner) || null;
  throw createSyncError(`read owners: an owner has no field ${field}`, {
    code: 'unsupported',
    retry: 'never',
    effect: 'none',
    field,
  });
};

const toRecord = (owner: Owner, fields: readonly string[]): RemoteRecord => ({
  id: toRemoteId(owner.id),
  fields: Object.fromEntries(fields.map((name) => [name, readValue(owner, name)])),
  modifiedAt: owner.updatedAt,
  revision: null,
  removed: owner.archived,
  mergedInto: null,
});

const labels = { email: 'Email', firstName: 'First Name', lastName: 'Last Name', type: 'Type' };

/** What is known of an owner: nothing of it can be written. */
export const ownerFields: readonly FieldDescription[] = Object.entries(labels).map(
  ([name, label]) => ({
    name,
    label,
    type: 'text',
    remoteType: 'string',
    custom: false,
    creatable: false,
    updatable: false,
    required: false,
    unique: false,
    maxLength: null,
    choices: null,
    restricted: false,
    mapInstead: null,
  }),
);
