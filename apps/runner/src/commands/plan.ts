import type { PlannedPage } from '@concord/core/engine';
import type { Connection } from '@concord/core/platform';
import type { Runner } from '../open-runner.ts';
import { print } from '../screen/print.ts';
import { chooseConnections } from './choose-connection.ts';
import type { Command } from './command.ts';
import { describeBasis, describePlan } from './describe-plan.ts';
import { findRecord } from './find-record.ts';
import { takeAnswer } from './take-answer.ts';

export interface PlanOptions {
  /** Ids, email addresses or domains; all that is asked for when absent. */
  readonly record?: readonly string[];
}

const pageSize = 100;

const planConnection = async (
  { engine }: Runner,
  { id, name }: Connection,
  recordIds: readonly string[] | null,
): Promise<void> => {
  print(`${name} (${id})`);
  let count = 0;
  let apiCalls = 0;
  for (let after: string | null = null; ;) {
    const page: PlannedPage = takeAnswer(
      await engine.plan(id, { recordIds, first: pageSize, after }),
    );
    if (count === 0) print(describeBasis(page.basis));
    for (const { item } of page.items) print(describePlan(item));
    count += page.items.length;
    apiCalls += page.apiCalls;
    after = page.items.at(-1)?.cursor ?? null;
    if (!page.hasNext || after === null) break;
  }
  print(count === 0 ? 'Nothing is to be written.' : `${count} records, ${apiCalls} API calls.`);
};

/** `concord plan`: what the next write would do; changes nothing. */
export const plan =
  (named: string | undefined, options: PlanOptions): Command =>
  async (runner) => {
    const connections = await chooseConnections(runner.store, named);
    const records = await Promise.all(
      (options.record ?? []).map((one) => findRecord(runner.store, one)),
    );
    const recordIds = options.record === undefined ? null : records.map(({ id }) => id);
    for (const connection of connections) await planConnection(runner, connection, recordIds);
  };
