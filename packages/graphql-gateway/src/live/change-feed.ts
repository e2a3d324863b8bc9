import type { Change } from '@concord/core/ports';
import { GraphQLError } from 'graphql';
import { type ChangeReader, createChangeReader, type ReaderParts } from './change-reader.ts';

/** A change between two places; `null` where some were missed. */
export interface FeedStep {
  readonly before: string;
  /** The place to go on from. */
  readonly place: string;
  readonly change: Change | null;
}

/** What is committed, for all subscribers of this process. */
export interface ChangeFeed {
  /**
   * Every change after a place, from now on where it is `null`, until `signal` aborts. Nothing is
   * kept for a follower: one that falls too far behind is told that it missed some.
   */
  readonly follow: (
    after: string | null,
    signal: AbortSignal,
  ) => AsyncGenerator<FeedStep, void, undefined>;
}

export interface FeedParts extends Omit<ReaderParts, 'recentMax'> {
  readonly recentMax?: ReaderParts['recentMax'];
  /** Followers at one time; one more is refused. */
  readonly followerMax?: number;
}

const pageSize = 20;
const defaults = { recentMax: { changes: 1_000, ids: 50_000 }, followerMax: 5_000 };

const createTooMany = () =>
  new GraphQLError('Too many subscriptions are open.', {
    extensions: {
      code: 'TOO_MANY_SUBSCRIPTIONS',
      remedy: 'Close some, or try again later.',
    },
  });

/** What was committed while the follower was away. */
async function* catchUp(
  { store }: Pick<FeedParts, 'store'>,
  after: string,
): AsyncGenerator<FeedStep, void, undefined> {
  for (let before = after; ;) {
    const page = await store.listChanges({ after: before, limit: pageSize });
    if (page === null) {
      yield { before, place: await store.lastChange(), change: null };
      return;
    }
    for (const change of page) {
      yield { before, place: change.cursor, change };
      before = change.cursor;
    }
    if (page.length < pageSize) return;
  }
}

/** What is committed from a place on that is not far behind. */
async function* stayWith(
  { recent, woken }: ChangeReader,
  after: string,
  signal: AbortSignal,
): AsyncGenerator<FeedStep, void, undefined> {
  for (let before = after; !signal.aborted;) {
    const change = recent.after(before);
    if (change === null) await woken(signal);
    else {
      const place = change === 'missed' ? recent.head() : change.cursor;
      yield { before, place, change: change === 'missed' ? null : change };
      before = place;
    }
  }
}

/** A feed that reads only while somebody follows it. */
export const createChangeFeed = (parts: FeedParts): ChangeFeed => {
  let followers = 0;
  let reader: ChangeReader | null = null;

  const { followerMax, ...forReader } = { ...defaults, ...parts };

  const join = (): ChangeReader => {
    if (followers >= followerMax) throw createTooMany();
    followers += 1;
    return (reader ??= createChangeReader(forReader));
  };

  const leave = (): void => {
    followers -= 1;
    if (followers > 0) return;
    reader?.end();
    reader = null;
  };

  return {
    follow: async function* follow(after, signal) {
      const joined = join();
      try {
        await joined.begun;
        let place = after ?? joined.recent.head();
        for await (const step of after === null ? [] : catchUp(parts, after)) {
          yield step;
          place = step.place;
          if (signal.aborted) return;
        }
        yield* stayWith(joined, place, signal);
      } finally {
        leave();
      }
    },
  };
};
