import type { Run } from '@concord/core/ports';
import type { Runner } from '../open-runner.ts';

/**
 * Does background work that is queued or due, and the reads and writes that go before it; answers
 * its runs, none where there is nothing to do or another process is at work.
 */
export const runBackgroundHere = async (
  { engine }: Runner,
  connectionId: string,
  signal: AbortSignal,
): Promise<Run[]> => {
  const runs: Run[] = [];
  while (!signal.aborted) {
    const run = await engine.runBackground(connectionId, signal);
    if (run === null) return runs;
    if (run.state !== 'queued') {
      runs.push(run);
      continue;
    }
    // It was overtaken: what is due goes first (R-TIME-3).
    await engine.runRead(connectionId, signal);
    await engine.runWrite(connectionId, signal);
  }
  return runs;
};
