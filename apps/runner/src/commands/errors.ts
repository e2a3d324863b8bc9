import type { Connection } from '@concord/core/platform';
import type { Outcome, OutcomeFilter } from '@concord/core/ports';
import type { Runner } from '../open-runner.ts';
import { print } from '../screen/print.ts';
import { createProblem } from '../screen/problem.ts';
import { chooseConnections } from './choose-connection.ts';
import type { Command } from './command.ts';
import { describeOutcome } from './describe-outcome.ts';
import { toErrorFilter, type ErrorOptions } from './error-filter.ts';

export interface ErrorsOptions extends ErrorOptions {
  /** The id of one outcome to try again, or `true` for all that the filter lets through. */
  readonly retry?: string | true;
}

const pageSize = 500;

async function* outcomesOf({ store }: Runner, filter: OutcomeFilter): AsyncGenerator<Outcome> {
  for (let after: string | null = null; ;) {
    const page = await store.listOutcomes({ filter, first: pageSize, after });
    for (const { item } of page.items) if (item.reason !== 'nothing-to-write') yield item;
    after = page.items.at(-1)?.cursor ?? null;
    if (!page.hasNext) return;
  }
}

const list = async (runner: Runner, { id, name }: Connection, filter: OutcomeFilter) => {
  let count = 0;
  print(`${name} (${id})`);
  for await (const outcome of outcomesOf(runner, { ...filter, connectionId: id })) {
    describeOutcome(outcome).forEach(print);
    count += 1;
  }
  print(count === 0 ? 'Nothing failed, was skipped or waits.' : `${count} records.`);
};

const retry = async (
  { engine }: Runner,
  { id, name }: Connection,
  which: Parameters<Runner['engine']['retryOutcomes']>[1],
): Promise<number> => {
  const count = await engine.retryOutcomes(id, which);
  if (count > 0) print(`${name}: ${count} records are tried again, or at once by: concord sync`);
  return count;
};

const retryAll = async (
  runner: Runner,
  connections: readonly Connection[],
  which: Parameters<Runner['engine']['retryOutcomes']>[1],
): Promise<void> => {
  let count = 0;
  for (const connection of connections) count += await retry(runner, connection, which);
  if (count > 0) return;
  throw createProblem(
    'nothing was to be tried again',
    'only what failed can be; see its id with: concord errors --status failed',
  );
};

/** `concord errors`: what failed, was skipped or waits, and why; `--retry` tries it again (R-ERR-1, -2). */
export const errors =
  (named: string | undefined, options: ErrorsOptions): Command =>
  async (runner) => {
    const filter = toErrorFilter(options);
    const connections = await chooseConnections(runner.store, named);
    if (options.retry === true) return retryAll(runner, connections, { filter });
    if (options.retry !== undefined) return retryAll(runner, connections, { ids: [options.retry] });
    for (const connection of connections) await list(runner, connection, filter);
  };
