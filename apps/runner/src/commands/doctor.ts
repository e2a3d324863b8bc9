import type { Connector } from '@concord/core/contract';
import type { Guarantee } from '@concord/core/engine';
import type { Connection } from '@concord/core/platform';
import { connectors, type Runner } from '../open-runner.ts';
import { explainError } from '../screen/explain-error.ts';
import { print } from '../screen/print.ts';
import { createProblem } from '../screen/problem.ts';
import { chooseConnections } from './choose-connection.ts';
import { describeFinding } from './mapping.ts';
import { missingFields, missingPermissions, type Lack } from './missing-fields.ts';
import { takeAnswer } from './take-answer.ts';
import { withRunner } from './with-runner.ts';

const promises = {
  update: {
    atomic: 'the CRM itself refuses to replace what a person typed',
    none: 'an edit in the instant of a write may be replaced',
  },
  create: {
    uniqueKey: 'the CRM itself refuses a second record',
    quietPeriod: 'a create with a lost answer is repeated only after a quiet period',
  },
} as const;

const showGuarantee = (object: string, { update, create, because }: Guarantee): void => {
  print(`  ${object}: ${promises.update[update]}; ${promises.create[create]}`);
  if (because !== null) print(`    because ${because}`);
};

// Asks the account again, so that what was granted a minute ago counts.
const refresh = async (runner: Runner, connection: Connection): Promise<Connection> =>
  connection.state === 'paused' || connection.state === 'setup'
    ? connection
    : takeAnswer(await runner.engine.connect(connection));

const lacksOf = (connection: Connection, connector: Connector): Lack[] => [
  ...missingPermissions(connection, connector),
  ...Object.entries(connector.objects).flatMap(([name, remote]) =>
    missingFields(connection, { name, remote }),
  ),
];

const examine = async (
  runner: Runner,
  known: Connection,
  connector: Connector,
): Promise<number> => {
  const connection = await refresh(runner, known);
  const lacks = lacksOf(connection, connector);
  const findings = await runner.engine.checkMappings(connection.id);
  for (const { message, remedy } of lacks) print(`  missing: ${message}; ${remedy}`);
  for (const finding of findings) print(`  ${describeFinding(finding)}`);
  for (const [name, { write }] of Object.entries(connector.objects)) {
    if (write !== undefined) showGuarantee(name, runner.engine.guaranteeOf(connection, name));
  }
  return lacks.length + findings.length;
};

const examineSafely = async (runner: Runner, connection: Connection): Promise<number> => {
  const connector = connectors.find(({ id }) => id === connection.crm);
  print(`${connection.name} (${connection.id}): ${connection.state}`);
  if (connector === undefined) throw createProblem(`no connector for ${connection.crm}`, 'add it');
  return examine(runner, connection, connector).catch((error: unknown) => {
    print(`  not reached: ${explainError(error)}`);
    return 1;
  });
};

/** `concord doctor`: what each account lacks, how to supply it, and which promise holds. */
export const doctor = (named: string | undefined): Promise<void> =>
  withRunner(async (runner) => {
    let count = 0;
    for (const connection of await chooseConnections(runner.store, named)) {
      count += await examineSafely(runner, connection);
    }
    if (count > 0) throw createProblem(`${count} things are missing or wrong`, 'see above');
    print('Everything is in order.');
  });
