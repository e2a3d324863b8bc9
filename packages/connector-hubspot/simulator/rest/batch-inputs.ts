import { Refusal, refuse } from '../portal/refusal.ts';
import { type BatchError, refusedInput } from './batch-reply.ts';

/** What each input of a batch may carry. */
export interface TracedInput {
  readonly objectWriteTraceId?: string | null | undefined;
}

const isTraced = (inputs: readonly TracedInput[]): boolean => {
  const ids = inputs.map(({ objectWriteTraceId }) => objectWriteTraceId);
  return ids.every((id) => typeof id === 'string' && id !== '') && new Set(ids).size === ids.length;
};

/** An input that passed its checks. */
export interface Prepared<Input, Plan> {
  readonly input: Input;
  readonly plan: Plan;
}

/**
 * Checks every input. HubSpot: a batch fails as a whole, unless each input carries an id of its own to name it by.
 * developers.hubspot.com, read 2026-11-21
 */
export const prepareInputs = <Input extends TracedInput, Plan>(
  inputs: readonly Input[],
  prepare: (input: Input) => Plan,
  mayBePartial = true,
): { ready: Prepared<Input, Plan>[]; errors: BatchError[] } => {
  const isPartial = mayBePartial && isTraced(inputs);
  const ready: Prepared<Input, Plan>[] = [];
  const errors: BatchError[] = [];
  for (const input of inputs) {
    try {
      ready.push({ input, plan: prepare(input) });
    } catch (error) {
      if (!isPartial || !(error instanceof Refusal)) throw error;
      errors.push(refusedInput(error, input.objectWriteTraceId ?? ''));
    }
  }
  return { ready, errors };
};

/** Refuses a batch that names one record twice. */
export const refuseDoubles = (ids: readonly string[]): void => {
  const doubles = [...new Set(ids.filter((id, at) => ids.indexOf(id) !== at))];
  if (doubles.length === 0) return;
  refuse(`Duplicate IDs found in batch input: [${doubles.join(', ')}]. IDs must be unique`, {
    context: { ids: doubles },
  });
};

/** What a result says of the input it answers. */
export const traceOf = ({ objectWriteTraceId }: TracedInput): Record<string, string> =>
  typeof objectWriteTraceId === 'string' ? { objectWriteTraceId } : {};
