import { retryByFilter, retryByIds } from '../retry-outcomes.ts';
import { findMissingConnection } from '../find-missing-connection.ts';
import { builder } from './builder.ts';
import { OutcomeFilterInput, toOutcomeFilter } from './outcome-filter.ts';
import { defineResult, type Success } from './result-union.ts';
import { workCosts } from './work-costs.ts';

interface RetryOutcomesSuccess extends Success {
  readonly count: number;
}

const RetryOutcomesSuccessType = builder
  .objectRef<RetryOutcomesSuccess>('RetryOutcomesSuccess')
  .implement({
    description: 'The writes are due again.',
    fields: (t) => ({
      count: t.exposeInt('count', { description: 'How many are due again.' }),
    }),
  });

const RetryOutcomesInput = builder.inputType('RetryOutcomesInput', {
  description: 'Which outcomes to try again: by id, or all failed ones that pass a filter.',
  isOneOf: true,
  fields: (t) => ({
    ids: t.idList({ description: 'These outcomes; those that need no retry are passed over.' }),
    filter: t.field({ type: OutcomeFilterInput, description: 'Failed outcomes that pass this.' }),
  }),
});

builder.mutationField('retryOutcomes', (t) =>
  t.field({
    type: defineResult('RetryOutcomes', RetryOutcomesSuccessType),
    description: 'Tries failed writes again without waiting, singly or all together.',
    complexity: ({ input: { ids } }) =>
      ids == null ? workCosts.allRecords : workCosts.record * ids.length,
    args: {
      input: t.arg({ type: RetryOutcomesInput, required: true, description: 'Which outcomes.' }),
    },
    resolve: async (_root, { input }, context) => {
      if (input.ids != null) {
        return { kind: 'success' as const, count: await retryByIds(input.ids, context) };
      }
      const filter = { statuses: ['failed' as const], ...toOutcomeFilter(input.filter) };
      const named = filter.connectionId === undefined ? [] : [filter.connectionId];
      const missing = await findMissingConnection(named, context);
      if (missing) return missing;
      return { kind: 'success' as const, count: await retryByFilter(filter, context) };
    },
  }),
);
