import type { Connection } from '@concord/core/platform';
import type { Run } from '@concord/core/ports';
import type { Runner } from '../open-runner.ts';
import { formatTable } from '../screen/format-table.ts';
import { print } from '../screen/print.ts';
import { createProblem } from '../screen/problem.ts';
import { createStopSignal } from '../system/stop-signal.ts';
import { chooseConnections } from './choose-connection.ts';
import { takeAnswer } from './take-answer.ts';
import { withRunner } from './with-runner.ts';

const headings = [
  'object',
  'read',
  'created',
  'updated',
  'unchanged',
  'skipped',
  'failed',
  'waiting',
];

const rowsOf = ({ counts }: Run): (string | number)[][] =>
  Object.entries(counts).map(([object, count]) => [
    object,
    count.read,
    count.created,
    count.updated,
    count.unchanged,
    count.skipped,
    count.failed,
    count.waiting,
  ]);

const report = (kind: string, run: Run | null): void => {
  if (run === null) return print(`${kind}: nothing was due, or another process is at it.`);
  print(`${kind}: ${run.apiCalls} requests`);
  print(formatTable(headings, rowsOf(run)));
  if (run.failure !== null) throw createProblem(run.failure.message, run.failure.remedy);
};

const syncConnection = async (
  { engine }: Runner,
  connection: Connection,
  signal: AbortSignal,
): Promise<void> => {
  print(connection.name);
  if (connection.reading) {
    takeAnswer(await engine.startRead(connection.id));
    report('Reading', await engine.runRead(connection.id, signal));
  } else print('Reading is off.');
  if (connection.writing) report('Writing', await engine.runWrite(connection.id, signal));
  else print('Writing is off.');
};

/** `concord sync`: one cycle both ways, in this process. */
export const sync = (named: string | undefined): Promise<void> =>
  withRunner(async (runner) => {
    const signal = createStopSignal();
    for (const connection of await chooseConnections(runner.store, named)) {
      await syncConnection(runner, connection, signal);
    }
  });
