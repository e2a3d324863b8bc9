import { missingConnection } from '../find-missing-connection.ts';
import { defineStarted, loginUrlText, redirectUriText, started } from './authorisation-start.ts';
import { builder } from './builder.ts';
import { defineResult } from './result-union.ts';

const StartReconnectCrmInput = builder.inputType('StartReconnectCrmInput', {
  description: 'Which connection is to get new credentials, and the page to come back to.',
  fields: (t) => ({
    connectionId: t.id({ required: true, description: 'Id of the connection.' }),
    redirectUri: t.string({ required: true, description: redirectUriText }),
    loginUrl: t.string({ description: loginUrlText }),
  }),
});

builder.mutationField('startReconnectCrm', (t) =>
  t.field({
    type: defineResult('StartReconnectCrm', defineStarted('StartReconnectCrmSuccess')),
    description: "Begins to connect the same account again by the CRM's own pages.",
    args: {
      input: t.arg({
        type: StartReconnectCrmInput,
        required: true,
        description: 'Which connection.',
      }),
    },
    resolve: async (_root, { input }, { loaders, accounts, caller }) => {
      const { connectionId, redirectUri, loginUrl = null } = input;
      const connection = await loaders.connection(connectionId);
      if (connection === undefined) return missingConnection(connectionId);
      const authorisation = { redirectUri, loginUrl, caller: caller.id };
      return started(await accounts.startReconnect(connection, authorisation), 'connectionId');
    },
  }),
);
