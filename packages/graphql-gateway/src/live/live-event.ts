import { GraphQLError } from 'graphql';
import { createLoaders } from '../loaders.ts';
import { decodeCursor, encodeCursor } from '../schema/cursor.ts';
import type { GatewayContext } from '../schema/builder.ts';
import type { FeedStep } from './change-feed.ts';

/** One event of a stream. */
export interface LiveEvent<Item> {
  /** The place of the stream after which nothing was told yet. */
  readonly place: string;
  /** `null` where events were missed. */
  readonly item: Item | null;
}

/** Rows that are loaded at once: all that a reader who stops reading keeps in memory. */
const portionSize = 20;

/** Where a subscription is to go on; `null` for now. Refuses text that is no cursor of a stream. */
export const toPlace = (after: string | null | undefined): string | null =>
  after == null ? null : decodeCursor('changes', after);

/** The rows of one change, a portion after the other, each as an event. */
export async function* loadEvents<Item>(
  { before, place, change }: FeedStep,
  load: (ids: readonly string[], name: string) => Promise<readonly Item[]>,
): AsyncGenerator<LiveEvent<Item>, void, undefined> {
  const ids = change?.ids ?? [];
  for (let start = 0; start < ids.length; start += portionSize) {
    const end = start + portionSize;
    const items = await load(ids.slice(start, end), `${place} ${start}`);
    for (const item of items) {
      // Whoever goes on from within a change is told of all of it again, and misses nothing.
      const isLast = end >= ids.length && item === items.at(-1);
      yield { place: isLast ? place : before, item };
    }
  }
}

const createMissed = () =>
  new GraphQLError('Events were passed over.', {
    extensions: { code: 'RESYNC', remedy: 'Load what is shown anew; the stream goes on.' },
  });

/**
 * Begins an event: its place is told with it, and nothing that earlier events looked up is kept.
 * Answers the item, or throws the mark that some were missed.
 */
export const beginEvent = <Item>(
  { place, item }: LiveEvent<Item>,
  context: GatewayContext,
): Item => {
  const loaders = createLoaders(context);
  Object.assign(context, { loaders, eventCursor: encodeCursor('changes', place) });
  if (item === null) throw createMissed();
  return item;
};
