import type { Connection } from '@concord/core/platform';
import type { Runner } from '../open-runner.ts';
import { print } from '../screen/print.ts';
import { createStopSignal } from '../system/stop-signal.ts';
import { chooseConnections } from './choose-connection.ts';
import { reportRun } from './report-run.ts';
import { runBackgroundHere } from './run-background-here.ts';
import { takeAnswer } from './take-answer.ts';
import { withRunner } from './with-runner.ts';

const syncConnection = async (
  runner: Runner,
  connection: Connection,
  signal: AbortSignal,
): Promise<void> => {
  const { engine } = runner;
  print(connection.name);
  if (connection.reading) {
    takeAnswer(await engine.startRead(connection.id));
    reportRun('Reading', await engine.runRead(connection.id, signal));
  } else print('Reading is off.');
  if (connection.writing) reportRun('Writing', await engine.runWrite(connection.id, signal));
  else print('Writing is off.');
  for (const run of await runBackgroundHere(runner, connection.id, signal)) {
    reportRun(run.kind === 'reconcile' ? 'Reconciling' : 'Reprocessing', run);
  }
};

/** `concord sync`: one cycle both ways, in this process. */
export const sync = (named: string | undefined): Promise<void> =>
  withRunner(async (runner) => {
    const signal = createStopSignal();
    for (const connection of await chooseConnections(runner.store, named)) {
      await syncConnection(runner, connection, signal);
    }
  });
