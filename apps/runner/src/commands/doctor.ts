import type { Connection } from '@concord/core/platform';
import type { Runner } from '../open-runner.ts';
import { findCrm } from '../registry/crms.ts';
import { explainError } from '../screen/explain-error.ts';
import { print } from '../screen/print.ts';
import { createProblem } from '../screen/problem.ts';
import { chooseConnections } from './choose-connection.ts';
import type { Command } from './command.ts';
import { examineApps } from './examine-apps.ts';
import { examine } from './examine.ts';
import { takeAnswer } from './take-answer.ts';

// Asks the account again, so that what was granted a minute ago counts.
const refresh = async (runner: Runner, connection: Connection): Promise<Connection> =>
  connection.state === 'paused' || connection.state === 'setup'
    ? connection
    : takeAnswer(await runner.engine.connect(connection));

const examineSafely = async (runner: Runner, known: Connection): Promise<number> => {
  print(`${known.name} (${known.id}): ${known.state}`);
  const crm = findCrm(known.crm);
  try {
    return await examine(runner, await refresh(runner, known), crm);
  } catch (error) {
    print(`  not reached: ${explainError(error)}`);
    return 1;
  }
};

/** `concord doctor`: what each account lacks, how to supply it, and which promise holds. */
export const doctor =
  (named: string | undefined): Command =>
  async (runner, { apps }) => {
    let count = named === undefined ? examineApps(apps) : 0;
    for (const connection of await chooseConnections(runner.store, named)) {
      count += await examineSafely(runner, connection);
    }
    if (count > 0) throw createProblem(`${count} things are missing or wrong`, 'see above');
    print('Everything is in order.');
  };
