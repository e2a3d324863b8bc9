import type { Context, IdPage, RemoteId } from '@concord/core/contract';
import { send } from './client.ts';
import { malformedAnswer } from './errors.ts';
import { pageMax } from './limits.ts';
import type { ObjectShape } from './objects/object-shape.ts';
import { parseAnswer, queryPage } from './parse-answer.ts';
import { selectIds } from './query-text.ts';
import { toRecordId } from './record-id.ts';
import { queryPath } from './run-queries.ts';

/** Ids of live records in ascending order; see `Read.ids`. */
export const listIds =
  ({ name }: ObjectShape) =>
  async (context: Context, after: RemoteId | null): Promise<IdPage> => {
    const request = {
      method: 'GET',
      path: queryPath(selectIds(name, after), 'queryAll'),
      headers: { 'Sforce-Query-Options': `batchSize=${pageMax}` },
      doing: `list ${name}`,
      writes: false,
    } as const;
    const { body } = await send(context, request);
    const { records, done } = parseAnswer(queryPage, body, request);
    if (records.length === 0 && !done) throw malformedAnswer(request.doing, 'an empty page', false);
    const ids = records.map(({ Id: id }) => toRecordId(typeof id === 'string' ? id : ''));
    // A page may be short and not the last.
    return { ids, more: !done || ids.length >= pageMax };
  };
