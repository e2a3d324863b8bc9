import { builder } from './builder.ts';
import { RunKindEnum } from './enums.ts';
import { pageArgs } from './page-args.ts';
import { pageComplexity, toConnection, toPageQuery } from './page.ts';
import { RunType } from './run-type.ts';

const RunConnectionType = builder.connectionObject(
  { name: 'RunConnection', type: RunType, description: 'A page of runs.' },
  { name: 'RunEdge', description: 'A run at its place in the list.' },
);

builder.queryField('runs', (t) =>
  t.field({
    type: RunConnectionType,
    description: 'Stretches of work, newest first.',
    complexity: pageComplexity,
    args: {
      connectionId: t.arg.id({ description: 'Only runs of this connection.' }),
      kind: t.arg({ type: RunKindEnum, description: 'Only runs of this kind.' }),
      ...pageArgs(t.arg),
    },
    resolve: async (_root, args, { store }) => {
      const query = toPageQuery('runs', args);
      const page = await store.listRuns({
        ...query,
        ...(args.connectionId != null && { connectionId: args.connectionId }),
        ...(args.kind != null && { kind: args.kind }),
      });
      return toConnection('runs', page, query);
    },
  }),
);
