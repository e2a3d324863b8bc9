import { type UndoInput, undoMax, type UndoReceipt } from '@concord/core/engine';
import type { Runner } from '../open-runner.ts';
import { print } from '../screen/print.ts';
import { createProblem } from '../screen/problem.ts';
import { createStopSignal } from '../system/stop-signal.ts';
import type { Command } from './command.ts';
import { describeUndo } from './describe-undo.ts';
import { takeAnswer } from './take-answer.ts';

export interface UndoOptions {
  readonly run?: string;
}

const toInput = (outcomeIds: readonly string[], { run }: UndoOptions): UndoInput => {
  if (run !== undefined && outcomeIds.length === 0) return { runId: run };
  if (run === undefined && outcomeIds.length > 0) return { outcomeIds };
  throw createProblem(
    'what is to be undone is not clear',
    'name ids of outcomes, or a run with --run <id>',
  );
};

/** Writes here and at once, unless another process is at work. */
const writeHere = async ({ engine, store }: Runner): Promise<void> => {
  const signal = createStopSignal();
  for (const { id, writing } of await store.listConnections()) {
    if (writing) await engine.runWrite(id, signal);
  }
};

/** Asks for all of it, of a long run page by page. */
const askForAll = async (
  { engine }: Runner,
  input: UndoInput,
): Promise<Omit<UndoReceipt, 'next'>> => {
  const receipts: UndoReceipt[] = [];
  for (let after: string | null = null; ;) {
    const receipt: UndoReceipt = takeAnswer(await engine.undo(input, { first: undoMax, after }));
    receipts.push(receipt);
    after = receipt.next;
    if (after === null) break;
  }
  return {
    outcomeIds: receipts.flatMap(({ outcomeIds }) => outcomeIds),
    notUndone: receipts.flatMap(({ notUndone }) => notUndone),
  };
};

const pageSize = 500;

const report = async (
  { store }: Runner,
  { outcomeIds }: Pick<UndoReceipt, 'outcomeIds'>,
): Promise<number> => {
  let count = 0;
  for (let start = 0; start < outcomeIds.length; start += pageSize) {
    const done = await store.getOutcomes(outcomeIds.slice(start, start + pageSize));
    for (const outcome of done) describeUndo(outcome).forEach(print);
    count += done.length;
  }
  return count;
};

/** `concord undo`: undoes outcomes or a whole run, as far as nobody has changed it since. */
export const undo =
  (outcomeIds: readonly string[], options: UndoOptions): Command =>
  async (runner) => {
    const receipt = await askForAll(runner, toInput(outcomeIds, options));
    for (const { outcomeId, reason } of receipt.notUndone) {
      print(`not undone: ${outcomeId}: ${reason}`);
    }
    if (receipt.outcomeIds.length > 0) await writeHere(runner);
    const left = receipt.outcomeIds.length - (await report(runner, receipt));
    if (left > 0) print(`${left} records follow by themselves, once writing is on and at work.`);
    if (receipt.outcomeIds.length === 0) print('There is nothing to undo.');
  };
