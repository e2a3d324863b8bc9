import { missingConnection } from '../find-missing-connection.ts';
import { AccountGrantInput, toAccountGrant } from './account-grant-input.ts';
import { builder } from './builder.ts';
import { connected, defineConnected } from './connected.ts';
import { defineCrmResult } from './result-union.ts';

const ReconnectCrmSuccessType = defineConnected(
  'ReconnectCrmSuccess',
  'The new credentials are in force, and what waited for them goes on.',
);

const ReconnectCrmInput = builder.inputType('ReconnectCrmInput', {
  description: 'New credentials of an account that is connected.',
  fields: (t) => ({
    connectionId: t.id({ required: true, description: 'Id of the connection.' }),
    grant: t.field({
      type: AccountGrantInput,
      required: true,
      description: 'What lets us into the same account.',
    }),
  }),
});

builder.mutationField('reconnectCrm', (t) =>
  t.field({
    type: defineCrmResult('ReconnectCrm', ReconnectCrmSuccessType),
    description: 'Replaces the credentials of a connection by others of the same account.',
    args: {
      input: t.arg({ type: ReconnectCrmInput, required: true, description: 'What to replace.' }),
    },
    resolve: async (_root, { input: { connectionId, grant } }, context) => {
      const connection = await context.loaders.connection(connectionId);
      if (connection === undefined) return missingConnection(connectionId);
      return connected(() => context.accounts.reconnect(connection, toAccountGrant(grant)));
    },
  }),
);
