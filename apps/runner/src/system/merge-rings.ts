import type { Bell, Clock, Queue } from '@concord/core/ports';

const windowMs = 250;

/**
 * A queue that sends at most one ring of a kind in a quarter of a second: the first at once, the
 * others as one at its end. A thousand syncs asked for in a row need no thousand jobs.
 */
export const mergeRings = (queue: Queue, clock: Clock): Queue => {
  const quiet = new Map<string, { again: boolean }>();

  const settle = async (bell: Bell, key: string): Promise<void> => {
    await clock.sleep(windowMs);
    const isRungAgain = quiet.get(key)?.again ?? false;
    quiet.delete(key);
    // A ring that fails is not lost: the scheduler rings for what is due.
    if (isRungAgain) await queue.ring(bell).catch(() => undefined);
  };

  const ring = async (bell: Bell): Promise<void> => {
    const key = `${bell.work} ${bell.connectionId}`;
    const waiting = quiet.get(key);
    if (waiting !== undefined) {
      waiting.again = true;
      return;
    }
    quiet.set(key, { again: false });
    void settle(bell, key);
    await queue.ring(bell);
  };

  return { ...queue, ring };
};
