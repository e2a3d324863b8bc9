import type { PlatformObject } from '@concord/core/platform';
import { print } from '../screen/print.ts';
import { createProblem } from '../screen/problem.ts';
import { createStopSignal } from '../system/stop-signal.ts';
import { chooseConnections } from './choose-connection.ts';
import type { Command } from './command.ts';
import { reportRun } from './report-run.ts';
import { runBackgroundHere } from './run-background-here.ts';
import { takeAnswer } from './take-answer.ts';

/** A connection and a kind of record, or the kind alone; the engine knows which kinds there are. */
const parseWords = (words: readonly string[]) => {
  const [first, second, ...others] = words;
  if (others.length > 0) throw createProblem(`${others.join(' ')} is too much`, 'name one kind');
  return second === undefined
    ? { named: undefined, object: first as PlatformObject }
    : { named: first, object: second as PlatformObject };
};

/** `concord reprocess`: plans the records of one kind anew under the mappings in force (R-TIME-3). */
export const reprocess =
  (words: readonly string[]): Command =>
  async (runner) => {
    const { named, object } = parseWords(words);
    const signal = createStopSignal();
    for (const { id, name } of await chooseConnections(runner.store, named)) {
      print(name);
      takeAnswer(await runner.engine.reprocess(id, object));
      const runs = await runBackgroundHere(runner, id, signal);
      if (runs.length === 0) print('Queued: a started Concord does it when nothing else is due.');
      runs.forEach((run) => reportRun('Reprocessing', run));
    }
  };
