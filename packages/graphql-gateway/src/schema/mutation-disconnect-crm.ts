import { missingConnection } from '../find-missing-connection.ts';
import { builder } from './builder.ts';
import { type Connected, defineConnected } from './connected.ts';
import { defineResult } from './result-union.ts';

const DisconnectCrmSuccessType = defineConnected(
  'DisconnectCrmSuccess',
  'The credentials are forgotten and nothing runs; what was read and written stays.',
);

const DisconnectCrmInput = builder.inputType('DisconnectCrmInput', {
  description: 'Which connection to let go.',
  fields: (t) => ({
    connectionId: t.id({ required: true, description: 'Id of the connection.' }),
  }),
});

builder.mutationField('disconnectCrm', (t) =>
  t.field({
    type: defineResult('DisconnectCrm', DisconnectCrmSuccessType),
    description: 'Forgets the credentials of a connection; `reconnectCrm` takes it up again.',
    args: {
      input: t.arg({ type: DisconnectCrmInput, required: true, description: 'Which connection.' }),
    },
    resolve: async (_root, { input: { connectionId } }, context) => {
      const connection = await context.loaders.connection(connectionId);
      if (connection === undefined) return missingConnection(connectionId);
      const gone = await context.accounts.disconnect(connection);
      return { kind: 'success', connection: gone } satisfies Connected;
    },
  }),
);
