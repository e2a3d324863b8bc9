import type { Change } from '@concord/core/ports';
import { type ChangeReader, createChangeReader, type ReaderParts } from './change-reader.ts';

/** A change between two places; `null` where some were missed. */
export interface FeedStep {
  readonly before: string;
  /** The place to go on from. */
  readonly place: string;
  readonly change: Change | null;
}

/** Whoever follows what is committed. */
export interface Follower {
  /** Ends the following at once, without an error. */
  readonly signal: AbortSignal;
  /** Hears of the place up to which all has been told. */
  readonly told: (place: string) => void;
}

/** What is committed, for all subscribers of this process. */
export interface ChangeFeed {
  /**
   * Every change after a place, from now on where it is `null`. Nothing is kept for a follower: one
   * that falls too far behind is told that it missed some.
   */
  readonly follow: (
    after: string | null,
    follower: Follower,
  ) => AsyncGenerator<FeedStep, void, undefined>;
}

export interface FeedParts extends Omit<ReaderParts, 'recentMax'> {
  readonly recentMax?: ReaderParts['recentMax'];
}

const pageSize = 20;
const recentMax = { changes: 1_000, ids: 50_000 };

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

  const join = (): ChangeReader => {
    followers += 1;
    return (reader ??= createChangeReader({ recentMax, ...parts }));
  };

  const leave = (): void => {
    followers -= 1;
    if (followers > 0) return;
    reader?.end();
    reader = null;
  };

  return {
    follow: async function* follow(after, { signal, told }) {
      const joined = join();
      try {
        await joined.begun;
        const head = joined.recent.head();
        let place = after ?? head;
        told(place);
        for await (const step of after === null ? [] : catchUp(parts, after)) {
          yield step;
          told((place = step.place));
          if (signal.aborted) return;
        }
        // All up to `head` was there to be caught up with; places without changes are none.
        if (place < head) place = head;
        for await (const step of stayWith(joined, place, signal)) {
          yield step;
          told(step.place);
        }
      } finally {
        leave();
      }
    },
  };
};
