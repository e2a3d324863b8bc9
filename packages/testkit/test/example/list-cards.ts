import { toRemoteId, type Context, type IdPage, type RemoteId } from '@concord/core/contract';
import { z } from 'zod';
import { ask } from './ask.ts';

const idPage = z.object({ ids: z.array(z.string().min(1)), more: z.boolean() });

/** Ids of the cards there are, after a given one; see `Read.ids`. */
export const listCards = async (context: Context, after: RemoteId | null): Promise<IdPage> => {
  const query = new URLSearchParams({ after: after ?? '' });
  const { ids, more } = await ask(context, `/ids?${query.toString()}`, idPage);
  return { ids: ids.map(toRemoteId), more };
};
