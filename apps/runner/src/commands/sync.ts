import type { Connection } from '@concord/core/platform';
import type { RunKind } from '@concord/core/ports';
import type { Runner } from '../open-runner.ts';
import { print } from '../screen/print.ts';
import { createStopSignal } from '../system/stop-signal.ts';
import { chooseConnections } from './choose-connection.ts';
import type { Command } from './command.ts';
import { reportRun } from './report-run.ts';
import { runBackgroundHere } from './run-background-here.ts';
import { takeAnswer } from './take-answer.ts';

const kindWords: Readonly<Record<RunKind, string>> = {
  read: 'Reading',
  write: 'Writing',
  reprocess: 'Reprocessing',
  reconcile: 'Reconciling',
  associations: 'Asking for associations',
};

const syncConnection = async (
  runner: Runner,
  connection: Connection,
  signal: AbortSignal,
): Promise<void> => {
  const { engine } = runner;
  print(connection.name);
  if (connection.reading) {
    takeAnswer(await engine.startRead(connection.id));
    reportRun(kindWords.read, await engine.runRead(connection.id, signal));
  } else print('Reading is off.');
  if (connection.writing) reportRun(kindWords.write, await engine.runWrite(connection.id, signal));
  else print('Writing is off.');
  for (const run of await runBackgroundHere(runner, connection.id, signal)) {
    reportRun(kindWords[run.kind], run);
  }
};

/** `concord sync`: one cycle both ways, in this process. */
export const sync =
  (named: string | undefined): Command =>
  async (runner) => {
    const signal = createStopSignal();
    for (const connection of await chooseConnections(runner.store, named)) {
      await syncConnection(runner, connection, signal);
    }
  };
