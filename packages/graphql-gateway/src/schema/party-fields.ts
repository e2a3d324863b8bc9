import { builder } from './builder.ts';
import { countArg } from './page-args.ts';
import { checkCount, pageComplexity } from './page.ts';
import { OpportunityType, type RecordType } from './record-refs.ts';

/** Adds what companies and people have to do with opportunities. */
export const addPartyFields = (type: RecordType): void => {
  builder.objectFields(type, (t) => ({
    hasOpenOpportunity: t.boolean({
      description: 'Whether an opportunity in any CRM is neither won nor lost.',
      resolve: async ({ id }, _args, { loaders }) =>
        (await loaders.hasOpenOpportunity(id)) ?? false,
    }),
    opportunities: t.field({
      type: [OpportunityType],
      description: 'Its opportunities in all CRMs, the one that closes last first.',
      complexity: pageComplexity,
      args: { first: countArg(t.arg) },
      resolve: async ({ id }, { first }, { loaders }) => [
        ...((await loaders.opportunities(checkCount(first), id)) ?? []),
      ],
    }),
  }));
};
