import {
  toInstant,
  type Context,
  type Instant,
  type ReadPage,
  type ReadRequest,
} from '@concord/core/contract';
import { takeBegunPass, type BegunPass } from './begun-pass.ts';
import { send } from './client.ts';
import { invalidCursor, placeOf, readCursor, start, writeCursor, type Position } from './cursor.ts';
import { malformedAnswer } from './errors.ts';
import { pageMax } from './limits.ts';
import type { ObjectShape } from './objects/object-shape.ts';
import { parseAnswer, queryPage } from './parse-answer.ts';
import { selectChanges } from './query-text.ts';
import { queryPath } from './run-queries.ts';
import { settledUntil } from './settled-until.ts';
import { selectedFields, toRecords } from './to-records.ts';

/**
 * One page of a pass over what changed, by time and id, so that any number of rows may share a
 * second and rows may change while they are paged; see `Read.page` and `Position`.
 */
export const readChanges =
  (shape: ObjectShape) =>
  async (context: Context, { fields, after }: ReadRequest): Promise<ReadPage> => {
    const given = after === null ? start : readCursor(after);
    const begun = given.next === null ? takeBegunPass(context, shape.name, after) : null;
    const position =
      given.next === null ? await beginPass(context, shape, { given, begun }) : given;
    if (begun !== null && begun.quietAt !== null) {
      checkPast(position, begun.quietAt);
      return { records: [], cursor: writeCursor(afterPass(position)), more: false };
    }
    const soql = selectChanges(shape.name, selectedFields(shape, fields), placeOf(position));
    const request = {
      method: 'GET',
      path: queryPath(soql, 'queryAll'),
      headers: { 'Sforce-Query-Options': `batchSize=${pageMax}` },
      doing: `read ${shape.name}`,
      writes: false,
    } as const;
    const { body, askedAfter, servedAt } = await send(context, request);
    checkPast(position, servedAt);
    const { records: rows, done } = parseAnswer(queryPage, body, request);
    const records = toRecords(rows, { shape, fields, askedAfter });
    const last = records.at(-1);
    if (last === undefined && !done) throw malformedAnswer(request.doing, 'an empty page', false);
    const more = last !== undefined && (!done || rows.length >= pageMax);
    const next = more
      ? { ...position, at: { at: last.modifiedAt, id: last.id } }
      : afterPass(position);
    return { records, cursor: writeCursor(next), more };
  };

/** Takes the mark at which the next pass begins before this one reads its first row. */
const beginPass = async (
  context: Context,
  { name, history }: ObjectShape,
  { given, begun }: { readonly given: Position; readonly begun: BegunPass | null },
): Promise<Position> => {
  const settled = await settledUntil(context, name, begun);
  const from = given.from ?? (history === 'none' ? settled : null);
  return { from, at: null, next: from !== null && from > settled ? from : settled };
};

const afterPass = ({ next }: Position): Position => ({ from: next, at: null, next: null });

/** Salesforce's servers may differ by seconds, never by minutes. */
const checkPast = ({ from, at, next }: Position, servedAt: Instant | null): void => {
  if (servedAt === null) return;
  const limit = toInstant(Date.parse(servedAt) + 60_000);
  const isFuture = [from, at?.at ?? null, next].some((one) => one !== null && one > limit);
  if (isFuture) throw invalidCursor('in the future');
};
