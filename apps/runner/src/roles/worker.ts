import type { Engine } from '@concord/core/engine';
import type { Bell, Queue } from '@concord/core/ports';

export interface WorkerParts {
  readonly engine: Pick<Engine, 'runRead' | 'runWrite' | 'runBackground'>;
  readonly queue: Queue;
}

type Work = (engine: WorkerParts['engine'], id: string, signal: AbortSignal) => Promise<unknown>;

const works: Readonly<Record<Bell['work'], Work>> = {
  read: (engine, id, signal) => engine.runRead(id, signal),
  write: (engine, id, signal) => engine.runWrite(id, signal),
  background: (engine, id, signal) => engine.runBackground(id, signal),
};

/**
 * Answers bells until `signal` aborts, then finishes the batch at hand and gives its leases back.
 * What a run leaves undone is rung for again by the scheduler.
 */
export const runWorker = async (parts: WorkerParts, signal: AbortSignal): Promise<void> => {
  const answer = async (bell: Bell, stopped: AbortSignal): Promise<void> => {
    const either = AbortSignal.any([signal, stopped]);
    await works[bell.work](parts.engine, bell.connectionId, either);
  };
  await parts.queue.listen(answer);
  await new Promise<void>((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener('abort', () => resolve(), { once: true });
  });
  await parts.queue.stop();
};
