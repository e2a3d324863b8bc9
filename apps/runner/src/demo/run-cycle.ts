import { toInstant } from '@concord/core/contract';
import type { Run } from '@concord/core/ports';
import { takeAnswer } from '../commands/take-answer.ts';
import type { Runner } from '../open-runner.ts';
import { createProblem } from '../screen/problem.ts';

const check = (run: Run): Run => {
  if (run.failure === null) return run;
  throw createProblem(run.failure.message, run.failure.remedy);
};

/** Reads all that has changed. */
export const readOnce = async (
  { engine }: Runner,
  connectionId: string,
  signal: AbortSignal,
): Promise<Run> => {
  takeAnswer(await engine.startRead(connectionId));
  const run = await engine.runRead(connectionId, signal);
  if (run === null) throw createProblem('another process reads', 'stop it');
  return check(run);
};

// Beyond this, what is due waits for something that a demo does not wait for.
const patienceMs = 10_000;

/** Writes until nothing is due soon; answers the runs that it took. */
export const writeAll = async (
  { engine, store, clock }: Runner,
  connectionId: string,
  signal: AbortSignal,
): Promise<Run[]> => {
  const runs: Run[] = [];
  const until = toInstant(Date.parse(clock.now()) + patienceMs * 6);
  while (!signal.aborted && clock.now() < until) {
    const due = await store.nextDueAt(connectionId);
    if (due === null || Date.parse(due) > Date.parse(clock.now()) + patienceMs) break;
    const run = await engine.runWrite(connectionId, signal);
    if (run === null) await clock.sleep(100, signal);
    else runs.push(check(run));
  }
  return runs;
};
