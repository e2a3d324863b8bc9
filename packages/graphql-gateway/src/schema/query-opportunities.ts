import type { Store } from '@concord/core/ports';
import { builder } from './builder.ts';
import { OpportunityConnectionType } from './opportunity-type.ts';
import { pageArgs } from './page-args.ts';
import { pageComplexity, toConnection, toPageQuery } from './page.ts';
import { OpportunityType } from './record-refs.ts';

const OpportunityFilterInput = builder.inputType('OpportunityFilter', {
  description: 'Which opportunities to list; every part that is given must hold.',
  fields: (t) => ({
    companyId: t.id({ description: 'With this company.' }),
    personId: t.id({ description: 'In which this person has a part.' }),
    isOpen: t.boolean({ description: 'Neither won nor lost; with false those that are.' }),
  }),
});

type Filter = typeof OpportunityFilterInput.$inferInput;

/** The filter as the store knows it. */
const toNarrow = (
  filter: Filter | null | undefined,
): Pick<Parameters<Store['listRecords']>[0], 'partyIds' | 'isOpen'> => ({
  partyIds: [filter?.companyId, filter?.personId].filter((id) => id != null),
  ...(filter?.isOpen != null && { isOpen: filter.isOpen }),
});

builder.queryFields((t) => ({
  opportunity: t.field({
    type: OpportunityType,
    nullable: true,
    description: 'One opportunity; null when there is none with this id.',
    args: { id: t.arg.id({ required: true, description: 'Id of the opportunity.' }) },
    resolve: async (_root, { id }, { loaders }) => {
      const record = await loaders.record(id);
      return record?.object === 'opportunity' ? record : null;
    },
  }),
  opportunities: t.field({
    type: OpportunityConnectionType,
    description: 'The opportunities of all CRMs, in a stable order.',
    complexity: pageComplexity,
    args: {
      filter: t.arg({
        type: OpportunityFilterInput,
        description: 'Which opportunities; all without.',
      }),
      ...pageArgs(t.arg),
    },
    resolve: async (_root, args, { store }) => {
      const query = toPageQuery('opportunities', args);
      const narrow = toNarrow(args.filter);
      const page = await store.listRecords({ ...query, object: 'opportunity', ...narrow });
      return toConnection('opportunities', page, query);
    },
  }),
}));
