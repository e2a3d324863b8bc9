import type { Basis } from '@concord/core/engine';
import { askEngine } from '../ask-engine.ts';
import { createInvalidArgument } from '../invalid-argument.ts';
import { builder } from './builder.ts';
import { pageArgs } from './page-args.ts';
import { pageComplexity, toConnection, toPageQuery } from './page.ts';
import { BasisType, PlanType } from './planned-write-type.ts';
import { workCosts } from './work-costs.ts';

/** What a page of plans says besides its records. */
interface PlanFacts {
  readonly basis: Basis;
  readonly apiCalls: number;
}

const PlanConnectionType = builder.connectionObject(
  {
    name: 'PlanConnection',
    type: PlanType,
    description: 'What the next write would do, record by record.',
    fields: (t) => ({
      basis: t.field({
        type: BasisType,
        description: 'What the plans rest on.',
        resolve: (page) => (page as unknown as PlanFacts).basis,
      }),
      apiCalls: t.int({
        description:
          'Calls that the writes of this page take; the reading before every write comes on top.',
        resolve: (page) => (page as unknown as PlanFacts).apiCalls,
      }),
    }),
  },
  { name: 'PlanEdge', description: 'A plan at its place in the list.' },
);

/** Records that one question may name. */
const namedMax = 1_000;

const checkNamed = (recordIds: readonly string[] | null | undefined): readonly string[] | null => {
  if (recordIds == null || recordIds.length <= namedMax) return recordIds ?? null;
  throw createInvalidArgument(
    'recordIds',
    `\`recordIds\` names ${recordIds.length} records; one question may name ${namedMax}.`,
    'Ask about fewer records at once.',
  );
};

builder.queryField('plan', (t) =>
  t.field({
    type: PlanConnectionType,
    description: 'What the next write to a connection would do. Changes nothing.',
    complexity: (args) => ({ ...pageComplexity(args), field: workCosts.plan }),
    args: {
      connectionId: t.arg.id({ required: true, description: 'Id of the connection.' }),
      recordIds: t.arg.idList({
        description: `Platform records, ${namedMax} at most; all that are asked to be written without.`,
      }),
      ...pageArgs(t.arg),
    },
    resolve: async (_root, { connectionId, recordIds, ...args }, { engine }) => {
      const query = toPageQuery('plan', args);
      const asked = { ...query, recordIds: checkNamed(recordIds) };
      const page = await askEngine(engine.plan(connectionId, asked));
      const { basis, apiCalls } = page;
      return { ...toConnection('plan', page, query), basis, apiCalls };
    },
  }),
);
