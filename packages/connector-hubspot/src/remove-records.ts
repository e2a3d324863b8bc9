import type { Context, RemoteId, WriteResult } from '@concord/core/contract';
import type { ObjectShape } from './objects/object-shape.ts';
import { nothing } from './parse-answer.ts';

/**
 * Archives records in one batch call; see `Remove`.
 *
 * HubSpot: a record that is not there is passed over without a word; an email is gone for good.
 * developers.hubspot.com "CRM objects", read 2026-11-21
 */
export const removeRecords =
  ({ ask, name: object }: ObjectShape) =>
  async (context: Context, ids: readonly RemoteId[]): Promise<WriteResult[]> => {
    if (ids.length === 0) return [];
    await ask(context, {
      doing: `remove ${ids.length} ${object}`,
      writes: true,
      build: ({ batch }) =>
        batch.archive(object, { inputs: [...new Set(ids)].map((id) => ({ id })) }),
      shape: nothing,
    });
    return ids.map((id) => ({ ok: true, id }));
  };
