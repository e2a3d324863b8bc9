import type { OutcomeCount } from '@concord/core/ports';
import { builder } from './builder.ts';
import { OutcomeFilterInput, toOutcomeFilter } from './outcome-filter.ts';
import { FailureClassEnum, OutcomeReasonEnum, OutcomeStatusEnum } from './outcome-enums.ts';

const OutcomeCountType = builder.objectRef<OutcomeCount>('OutcomeCount').implement({
  description: 'How many outcomes met one kind of obstacle, or have one reason.',
  fields: (t) => ({
    status: t.expose('status', { type: OutcomeStatusEnum, description: 'What happened.' }),
    class: t.expose('class', {
      type: FailureClassEnum,
      nullable: true,
      description: 'The kind of obstacle; null when nothing failed.',
    }),
    reason: t.expose('reason', {
      type: OutcomeReasonEnum,
      nullable: true,
      description: 'Why they were left alone or wait; null otherwise.',
    }),
    count: t.exposeInt('count', { description: 'How many there are.' }),
  }),
});

builder.queryField('outcomeCounts', (t) =>
  t.field({
    type: [OutcomeCountType],
    description: 'How many outcomes there are of each kind, most first; at most a few dozen kinds.',
    args: {
      filter: t.arg({ type: OutcomeFilterInput, description: 'Which outcomes; all without.' }),
    },
    resolve: (_root, { filter }, { store }) => store.countByKind(toOutcomeFilter(filter)),
  }),
);
