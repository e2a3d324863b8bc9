import { Refusal } from '../portal/refusal.ts';
import type { BatchError, BatchOutcome } from './batch-reply.ts';
import { InvalidEnd } from './invalid-end.ts';

/** Two records to associate. */
interface Pair {
  readonly from: { readonly id: string };
  readonly to: { readonly id: string };
}

const failed = (error: unknown, { from, to }: Pair): BatchError => {
  if (!(error instanceof Refusal)) throw error;
  const {
    category = 'VALIDATION_ERROR',
    subCategory,
    message,
    context,
  } = error instanceof InvalidEnd ? error.inBatch : error.body;
  return {
    category,
    ...(subCategory === undefined ? {} : { subCategory }),
    message,
    context: { ...context, fromObjectId: [from.id], toObjectId: [to.id] },
  };
};

/** Answers for each pair of a batch; the refusal of one is an error among the results of the others. */
export const eachPair = <Input extends Pair>(
  inputs: readonly Input[],
  answer: (input: Input) => readonly unknown[],
): BatchOutcome => {
  const results: unknown[] = [];
  const errors: BatchError[] = [];
  for (const input of inputs) {
    try {
      results.push(...answer(input));
    } catch (error) {
      errors.push(failed(error, input));
    }
  }
  return { results, errors };
};
