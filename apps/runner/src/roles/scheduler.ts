import type { Engine } from '@concord/core/engine';
import type { Clock } from '@concord/core/ports';

export interface SchedulerParts {
  readonly engine: Pick<Engine, 'ringDue'>;
  readonly clock: Clock;
  /** Told of a tick that failed; the next one comes all the same. */
  readonly onError: (error: unknown) => void;
}

const tickMs = 15_000;

/** Rings for what is due, every 15 seconds until `signal` aborts (R-TIME-1). */
export const runScheduler = async (parts: SchedulerParts, signal: AbortSignal): Promise<void> => {
  while (!signal.aborted) {
    await parts.engine.ringDue().catch(parts.onError);
    await parts.clock.sleep(tickMs, signal);
  }
};
