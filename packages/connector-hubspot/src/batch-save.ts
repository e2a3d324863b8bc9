import {
  isSyncError,
  type Context,
  type SyncError,
  type WriteResult,
} from '@concord/core/contract';
import { batchAnswer, resultsOf, type Traced } from './batch-answer.ts';
import type { Ask } from './client.ts';
import type { BuiltRequest, Requests } from './request.ts';

/** Inputs of one batch call, and how it is built. */
export interface Batch<Input extends Traced> {
  readonly inputs: readonly Input[];
  /** As a person reads it: `update contacts`. */
  readonly doing: string;
  readonly build: (
    requests: Requests,
    inputs: readonly Input[],
  ) => BuiltRequest | Promise<BuiltRequest>;
}

/**
 * Saves inputs in one batch call; `result[i]` answers `inputs[i]`. A call that HubSpot refuses as a
 * whole has saved nothing: each half is then tried apart, so that one bad input stops no other
 * (R-ERR-3).
 *
 * HubSpot: with trace ids a batch fails input by input, but one that it cannot read, or whose inputs
 * collide with each other, as a whole. Recorded answers, read 2026-11-21
 */
export const saveBatch =
  (ask: Ask) =>
  async <Input extends Traced>(context: Context, batch: Batch<Input>): Promise<WriteResult[]> => {
    const { inputs, doing, build } = batch;
    if (inputs.length === 0) return [];
    try {
      const question = {
        doing,
        writes: true,
        build: (requests: Requests) => build(requests, inputs),
        shape: batchAnswer,
      };
      return resultsOf((await ask(context, question)).body, { inputs, doing });
    } catch (thrown) {
      if (!isSyncError(thrown) || !isAboutInputs(thrown)) throw thrown;
      return inputs.length === 1
        ? [{ ok: false, error: thrown }]
        : saveHalves(ask, { context, batch });
    }
  };

/** Whether the call was refused for what it said; a batch of which nothing is there may be a 404. */
const isAboutInputs = ({ code, remote, effect }: SyncError): boolean =>
  effect === 'none' && (remote?.status === 400 || remote?.status === 409 || code === 'not-found');

const saveHalves = async <Input extends Traced>(
  ask: Ask,
  { context, batch }: { readonly context: Context; readonly batch: Batch<Input> },
): Promise<WriteResult[]> => {
  const middle = Math.ceil(batch.inputs.length / 2);
  const results: WriteResult[] = [];
  for (const inputs of [batch.inputs.slice(0, middle), batch.inputs.slice(middle)]) {
    results.push(...(await saveOrTell(ask, { context, batch: { ...batch, inputs } })));
  }
  return results;
};

/** The results of a part; what it failed with as a whole is said of each input. */
const saveOrTell = async <Input extends Traced>(
  ask: Ask,
  { context, batch }: { readonly context: Context; readonly batch: Batch<Input> },
): Promise<WriteResult[]> => {
  try {
    return await saveBatch(ask)(context, batch);
  } catch (thrown) {
    if (!isSyncError(thrown)) throw thrown;
    return batch.inputs.map(() => ({ ok: false, error: thrown }));
  }
};
