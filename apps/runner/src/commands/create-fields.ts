import type { FieldCreation } from '@concord/core/engine';
import type { Connection } from '@concord/core/platform';
import type { Runner } from '../open-runner.ts';
import { findCrm } from '../registry/crms.ts';
import { confirm } from '../screen/confirm.ts';
import { print } from '../screen/print.ts';
import { createProblem } from '../screen/problem.ts';
import { chooseConnections } from './choose-connection.ts';
import type { Command } from './command.ts';
import { howToCreate } from './how-to-create.ts';
import { takeAnswer } from './take-answer.ts';

export interface CreateFieldsOptions {
  /** Nobody is asked. */
  readonly yes?: boolean;
}

const report = ({ field, problem }: FieldCreation): void =>
  print(problem === null ? `✓ ${field.object}.${field.name}` : `✗ ${problem}`);

const describeAgain = async ({ engine }: Runner, known: Connection): Promise<Connection> =>
  takeAnswer(await engine.connect(known));

const createOf = async (
  runner: Runner,
  known: Connection,
  options: CreateFieldsOptions,
): Promise<number> => {
  const connection = await describeAgain(runner, known);
  const missing = runner.engine.missingFields(connection);
  if (missing.length === 0) {
    print(`${connection.name}: every product field is there.`);
    return 0;
  }
  print(`${connection.name}: these custom fields are to be created:`);
  const { fieldWords } = findCrm(connection.crm);
  for (const field of missing) print(`  ${howToCreate(field, fieldWords)}`);
  if (!(await confirm('Create them?', options.yes === true))) {
    print('Nothing was created.');
    return 0;
  }
  const results = takeAnswer(await runner.engine.createFields(connection.id));
  results.forEach(report);
  return results.filter(({ problem }) => problem !== null).length;
};

/** `concord fields create`: creates the product's custom fields that an account lacks. */
export const createFields =
  (named: string | undefined, options: CreateFieldsOptions): Command =>
  async (runner) => {
    let failed = 0;
    for (const connection of await chooseConnections(runner.store, named)) {
      failed += await createOf(runner, connection, options);
    }
    if (failed > 0) {
      throw createProblem(
        `${failed} fields were not created`,
        'supply what each line above names, or create them by hand, then run it again',
      );
    }
  };
