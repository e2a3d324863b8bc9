import { setImmediate as moment } from 'node:timers/promises';

/** Work that goes on outside of the timeline: on a socket, or in the database. */
export interface Outstanding {
  /** Begins a piece of work; answers how to end it. */
  readonly begin: () => () => void;
  readonly during: <T>(work: () => Promise<T>) => Promise<T>;
  /** Resolves when there is none and nothing came of what there was; throws when it does not end. */
  readonly quiet: () => Promise<void>;
}

/** Far longer than any query or request takes on a busy machine. */
const endlessMs = 60_000;

/** Nothing under way. */
export function createOutstanding(): Outstanding {
  let count = 0;
  let hear: (() => void) | null = null;
  const ended = () =>
    new Promise<void>((resolve, reject) => {
      const tooLong = () => reject(new Error(`${count} pieces of work do not end`));
      const timer = setTimeout(tooLong, endlessMs);
      hear = () => {
        clearTimeout(timer);
        hear = null;
        resolve();
      };
    });
  const begin: Outstanding['begin'] = () => {
    let isOver = false;
    count += 1;
    return () => {
      if (isOver) return;
      isOver = true;
      count -= 1;
      if (count === 0) hear?.();
    };
  };
  return {
    begin,
    during: async (work) => {
      const end = begin();
      try {
        return await work();
      } finally {
        end();
      }
    },
    quiet: async () => {
      // What ends may begin something else, within a moment or two.
      for (let still = 0; still < 2; still += 1) {
        await moment();
        if (count === 0) continue;
        await ended();
        still = -1;
      }
    },
  };
}
