import { toRemoteId, type Context, type Instant } from '@concord/core/contract';
import { z } from 'zod';
import { malformedAnswer } from './errors.ts';
import { addressMax, pageMax } from './limits.ts';
import type { ObjectShape } from './objects/object-shape.ts';
import { paging, recordShape } from './parse-answer.ts';
import type { PropertyName } from './query-text.ts';
import { rowsById } from './rows-by-id.ts';

const linked = z.object({
  results: z.array(z.object({ id: z.string().regex(/^\d+$/), type: z.string() })),
  paging: paging.optional(),
});

/** A record of a list; of its associations those types are absent that it has none with. */
const rowShape = recordShape.extend({ associations: z.record(z.string(), linked).default({}) });

export type ListedRow = z.output<typeof rowShape>;

const pageShape = z.object({ results: z.array(rowShape), paging: paging.optional() });

/** A page of the list of all records, or of those in the recycle bin. */
export interface ListedRows {
  readonly rows: readonly ListedRow[];
  /** Where the next page begins; `null` at the end. */
  readonly next: string | null;
  readonly servedAt: Instant | null;
}

/** Which page, and what of its records. */
export interface ListRequest {
  readonly properties: readonly PropertyName[];
  readonly after: string | null;
  readonly archived?: true;
  readonly limit?: number;
}

/** A page of a list, which shows records as they are at that moment, whenever they were changed. */
export const listRows = async (
  context: Context,
  shape: ObjectShape,
  request: ListRequest,
): Promise<ListedRows> => {
  const { properties } = request;
  if (lengthOf(properties) <= addressMax) return listPageOf(context, shape, request);
  const { rows, ...page } = await listPageOf(context, shape, { ...request, properties: [] });
  return { ...page, rows: await withValues(context, shape, { request, rows }) };
};

const lengthOf = (properties: readonly PropertyName[]): number =>
  properties.map((name) => `&properties=${name}`).join('').length;

/** The same records with their values, without those that are gone by now. */
const withValues = async (
  context: Context,
  shape: ObjectShape,
  { request, rows }: { readonly request: ListRequest; readonly rows: readonly ListedRow[] },
): Promise<ListedRow[]> => {
  const { properties, archived } = request;
  const ids = rows.map(({ id }) => toRemoteId(id));
  const where = archived === undefined ? {} : { archived };
  const found = await rowsById(context, shape, { ids, properties, ...where });
  const byId = new Map(found.map((row) => [row.id, row]));
  return rows.flatMap(({ id, associations }) => {
    const row = byId.get(id);
    return row === undefined ? [] : [{ ...row, associations }];
  });
};

const listPageOf = async (
  context: Context,
  { ask, name: object, listed }: ObjectShape,
  { properties, after, archived, limit = pageMax }: ListRequest,
): Promise<ListedRows> => {
  const doing = archived === undefined ? `read ${object}` : `read archived ${object}`;
  const { body, servedAt } = await ask(context, {
    doing,
    writes: false,
    build: ({ objects }) =>
      objects.getPage(
        object,
        limit,
        after ?? undefined,
        [...properties],
        undefined,
        archived === undefined && listed.length > 0 ? [...listed] : undefined,
        archived ?? false,
      ),
    shape: pageShape,
  });
  const next = body.paging?.next?.after ?? null;
  if (next !== null && next === after) throw malformedAnswer(doing, 'a page without end', false);
  return { rows: body.results, next, servedAt };
};
