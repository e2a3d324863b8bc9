import type { Bell, Clock, Queue } from '../ports/index.ts';
import { indexKey } from './index-key.ts';

/** How long after its handler threw a bell is heard again. */
const retryAfterMs = 5_000;

type Handler = Parameters<Queue['listen']>[0];

/** A doorbell within one process; bells of different connections are answered side by side. */
export const createMemoryQueue = (clock: Clock): Queue => {
  const waiting = new Map<string, Bell>();
  const answering = new Map<string, Promise<void>>();
  const stopping = new AbortController();
  let handle: Handler | null = null;

  const answer = async (bell: Bell, handler: Handler): Promise<void> => {
    try {
      await handler(bell, stopping.signal);
    } catch {
      await clock.sleep(retryAfterMs, stopping.signal);
      waiting.set(indexKey(bell.work, bell.connectionId), bell);
    }
  };

  const answerNext = (key: string): void => {
    const bell = waiting.get(key);
    if (bell === undefined || handle === null || answering.has(key)) return;
    if (stopping.signal.aborted) return;
    waiting.delete(key);
    const done = answer(bell, handle).finally(() => {
      answering.delete(key);
      answerNext(key);
    });
    answering.set(key, done);
  };

  return {
    ring: async (bell) => {
      const key = indexKey(bell.work, bell.connectionId);
      waiting.set(key, bell);
      answerNext(key);
    },
    listen: async (handler) => {
      handle = handler;
      [...waiting.keys()].forEach(answerNext);
    },
    stop: async () => {
      stopping.abort();
      await Promise.all(answering.values());
    },
  };
};
