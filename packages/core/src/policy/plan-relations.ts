import type { RecordRef, RemoteId, RemoteObject } from '../contract/index.ts';
import type { MirrorRow, Relation } from '../platform/index.ts';
import { freshRows } from './fresh-rows.ts';
import { isLive } from './is-live.ts';
import { noPlan, type PageFacts, type PagePlan } from './page-facts.ts';
import { valueAt } from './value-at.ts';

/** A page of an object that only says which two records belong together. */
export interface RelationFacts extends Pick<PageFacts, 'rows' | 'context'> {
  readonly relates: NonNullable<RemoteObject['relates']>;
}

/** What a page of relations changes (R-OPP-1). */
export const planRelations = ({ rows, context, relates }: RelationFacts): PagePlan => {
  const fresh = freshRows(rows, context.known);
  return {
    ...noPlan,
    rows: fresh,
    relations: fresh.flatMap((row) => {
      const from = lookedUp(row, relates.from);
      return from === null ? [] : (relationOf(row, { from, to: relates.to }) ?? []);
    }),
    relationsOf: fresh.map(refOf),
  };
};

/** A row as other rows name it. */
export const refOf = ({ crmObject, id }: MirrorRow): RecordRef => ({ object: crmObject, id });

/** What a live row says of two records; `null` when it names no second one. */
export const relationOf = (
  row: MirrorRow,
  sides: {
    readonly from: RecordRef;
    readonly to: { readonly field: string; readonly object: string };
  },
): Relation | null => {
  const to = lookedUp(row, sides.to);
  if (to === null || !isLive(row)) return null;
  return { connectionId: row.connectionId, source: refOf(row), from: sides.from, to };
};

const lookedUp = (
  { fields }: MirrorRow,
  { field, object }: { readonly field: string; readonly object: string },
): RecordRef | null => {
  const id = valueAt(fields, field);
  return typeof id === 'string' && id !== '' ? { object, id: id as RemoteId } : null;
};
