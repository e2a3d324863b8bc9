import type { Store } from '@concord/core/ports';
import { openPostgresStore } from '@concord/store-postgres';
import { asksToCommit, isCommitted, standBefore } from '../../soak/src/database-proxy.ts';

/** When a connection breaks: before its commit arrives, or after it took effect. */
export type Break = 'before' | 'after';

/** A store on connections of its own, as one process has them. */
export interface Seat {
  readonly store: Store;
  /** Breaks the connection that commits next; `null` breaks none. */
  readonly breakNext: (when: Break | null) => void;
  /** What broke since it was asked last. */
  readonly takeBroken: () => Break | null;
  readonly close: () => Promise<void>;
}

/** Opens a store that nothing breaks. */
export const openSeat = async (url: string): Promise<Seat> => {
  const { store, close } = await openPostgresStore({ url });
  return { store, close, breakNext: () => {}, takeBroken: () => null };
};

/** Opens a store whose connections break at a commit when they are told to. */
export const openFrailSeat = async (url: string, folder: string): Promise<Seat> => {
  let next: Break | null = null;
  let broken: Break | null = null;
  const losesAnswer = (answer: Buffer): boolean => {
    if (!isCommitted(answer)) return false;
    broken = 'after';
    return true;
  };
  const proxy = await standBefore(url, folder, (asked) => {
    if (next === null || !asksToCommit(asked)) return null;
    const isLost = next === 'before';
    next = null;
    if (isLost) broken = 'before';
    return { delayMs: 0, isLost, losesAnswer: isLost ? null : losesAnswer };
  });
  const { store, close } = await openPostgresStore({ url: proxy.url });
  return {
    store,
    breakNext: (when) => {
      next = when;
    },
    takeBroken: () => {
      const was = broken;
      broken = null;
      return was;
    },
    close: async () => {
      await close();
      await proxy.close();
    },
  };
};
