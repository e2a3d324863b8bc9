import { builder } from './builder.ts';
import { connectionOf, CrmConnectionType } from './connection-type.ts';

builder.queryFields((t) => ({
  crmConnections: t.field({
    type: [CrmConnectionType],
    description: 'Every connection of the workspace, oldest first.',
    resolve: async (_root, _args, { loaders }) => [...(await loaders.connections())],
  }),
  crmConnection: t.field({
    type: CrmConnectionType,
    nullable: true,
    description: 'One connection; null when there is none with this id.',
    args: { id: t.arg.id({ required: true, description: 'Id of the connection.' }) },
    resolve: (_root, { id }, context) => connectionOf(id, context),
  }),
}));
