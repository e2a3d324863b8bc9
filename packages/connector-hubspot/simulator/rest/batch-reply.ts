import type { SimulatorReply } from '@concord/testkit/simulator';
import type { Refusal } from '../portal/refusal.ts';
import type { ApiCall } from './api-types.ts';
import { batchTimes, reply } from './replies.ts';

/** One problem in a batch that otherwise succeeded. */
export interface BatchError {
  readonly category: string;
  readonly subCategory?: string;
  readonly message: string;
  readonly context: Readonly<Record<string, readonly string[]>>;
}

/** What a batch came to. */
export interface BatchOutcome {
  readonly results: readonly unknown[];
  readonly errors: readonly BatchError[];
}

/** The refusal of one input, by the id that the caller gave it. */
export const refusedInput = ({ body, batchContext }: Refusal, traceId: string): BatchError => ({
  category: body.category ?? 'VALIDATION_ERROR',
  message: body.message,
  context: { ...body.context, ...batchContext, objectWriteTraceId: [traceId] },
});

const shuffled = (call: ApiCall, results: readonly unknown[]): unknown[] => {
  const { random, rules } = call.portal;
  if (rules.batchOrder === 'asked') return [...results];
  const mixed = [...results];
  for (let at = mixed.length - 1; at > 0; at -= 1) {
    const other = random.below(at + 1);
    [mixed[at], mixed[other]] = [mixed[other], mixed[at]];
  }
  return mixed;
};

/** HubSpot: results come in no order, and problems make the answer a 207. developers.hubspot.com, read 2026-11-21 */
export const batchReply = (
  call: ApiCall,
  status: number,
  { results, errors }: BatchOutcome,
): SimulatorReply =>
  reply(errors.length === 0 ? status : 207, {
    status: 'COMPLETE',
    results: shuffled(call, results),
    ...(errors.length === 0
      ? {}
      : {
          numErrors: errors.length,
          errors: errors.map((error) => ({ status: 'error', ...error })),
        }),
    ...batchTimes(call.portal.now()),
  });
