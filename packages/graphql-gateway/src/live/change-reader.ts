import type { ChangeStore, Clock } from '@concord/core/ports';
import { createRecentChanges, type RecentChanges, type RecentMax } from './recent-changes.ts';

export interface ReaderParts {
  readonly store: ChangeStore;
  readonly clock: Clock;
  /** Told of a look that failed; the next one makes up for it. */
  readonly onMiss: (error: unknown) => void;
  readonly recentMax: RecentMax;
}

/** What reads the changes once for all who follow them in this process. */
export interface ChangeReader {
  /** Resolves when it reads. */
  readonly begun: Promise<void>;
  readonly recent: Pick<RecentChanges, 'head' | 'after'>;
  /** Resolves when there may be more to follow, or when `signal` aborts. */
  readonly woken: (signal: AbortSignal) => Promise<void>;
  readonly end: () => void;
}

/** A bell may be lost, and none rings for changes that waited for an older transaction. */
const pollMs = 1_000;
const pageSize = 100;

/** Resolves at the next `ring`, or at once when it rang since the last wait. */
const createBell = (clock: Clock) => {
  let rung = new AbortController();
  return {
    ring: () => rung.abort(),
    wait: async () => {
      await clock.sleep(pollMs, rung.signal);
      rung = new AbortController();
    },
  };
};

/** Those who wait, all of whom are woken at once. */
const createSleepers = () => {
  const sleepers = new Set<() => void>();
  return {
    wake: () => [...sleepers].forEach((wake) => wake()),
    woken: (signal: AbortSignal) =>
      new Promise<void>((resolve) => {
        const wake = (): void => {
          sleepers.delete(wake);
          signal.removeEventListener('abort', wake);
          resolve();
        };
        if (signal.aborted) return resolve();
        sleepers.add(wake);
        signal.addEventListener('abort', wake);
      }),
  };
};

/** Reads from now on, until it is told to end. */
export const createChangeReader = (parts: ReaderParts): ChangeReader => {
  const { store, clock, onMiss } = parts;
  const recent = createRecentChanges(parts.recentMax);
  const bell = createBell(clock);
  const { wake, woken } = createSleepers();
  const over = new AbortController();

  const readPage = async (): Promise<number> => {
    const page = await store.listChanges({ after: recent.head(), limit: pageSize });
    if (page === null) recent.beginAt(await store.lastChange());
    else recent.add(page);
    if (page?.length !== 0) wake();
    return page?.length ?? 0;
  };

  const readNew = async (): Promise<void> => {
    while ((await readPage()) === pageSize);
  };

  const read = async (): Promise<void> => {
    while (!over.signal.aborted) {
      await readNew().catch(onMiss);
      await bell.wait();
    }
  };

  const begin = async (): Promise<void> => {
    const silence = await store.onChange(bell.ring);
    over.signal.addEventListener('abort', () => void silence().catch(onMiss));
    recent.beginAt(await store.lastChange());
    void read();
  };

  const end = (): void => {
    over.abort();
    bell.ring();
  };
  return { begun: begin(), recent, woken, end };
};
