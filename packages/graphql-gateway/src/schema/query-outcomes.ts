import { builder } from './builder.ts';
import { OutcomeFilterInput, toOutcomeFilter } from './outcome-filter.ts';
import { OutcomeConnectionType } from './outcome-type.ts';
import { pageArgs } from './page-args.ts';
import { pageComplexity, toConnection, toPageQuery } from './page.ts';

builder.queryField('outcomes', (t) =>
  t.field({
    type: OutcomeConnectionType,
    description: 'What happened to records, newest first: the errors and skipped records page.',
    complexity: pageComplexity,
    args: {
      filter: t.arg({ type: OutcomeFilterInput, description: 'Which outcomes; all without.' }),
      ...pageArgs(t.arg),
    },
    resolve: async (_root, args, { store }) => {
      const filter = toOutcomeFilter(args.filter);
      const query = toPageQuery('outcomes', args);
      const page = await store.listOutcomes({ ...query, filter });
      return {
        ...toConnection('outcomes', page, query),
        count: () => store.countOutcomes(filter),
      };
    },
  }),
);
