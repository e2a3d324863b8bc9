import type { Bell, Queue } from '@concord/core/ports';

/** A queue whose bells a test answers itself. */
export interface Bells {
  readonly queue: Queue;
  /** What was rung for since the last time, each once. */
  readonly take: () => Bell[];
}

/** Collects bells instead of answering them at some moment of its own. */
export const createBells = (): Bells => {
  const rung = new Map<string, Bell>();
  return {
    queue: {
      ring: async (bell) => void rung.set(`${bell.work} ${bell.connectionId}`, bell),
      listen: async () => {},
      stop: async () => {},
    },
    take: () => {
      const bells = [...rung.values()];
      rung.clear();
      return bells;
    },
  };
};
