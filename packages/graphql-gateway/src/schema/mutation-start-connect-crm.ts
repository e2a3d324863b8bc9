import { defineStarted, loginUrlText, redirectUriText, started } from './authorisation-start.ts';
import { builder } from './builder.ts';
import { findConnector } from './find-connector.ts';
import { defineResult } from './result-union.ts';

const StartConnectCrmInput = builder.inputType('StartConnectCrmInput', {
  description: 'Which account to connect, and the page to come back to.',
  fields: (t) => ({
    crm: t.string({ required: true, description: 'The CRM, by the name of its connector.' }),
    name: t.string({ description: "What people call it; the CRM's name when left out." }),
    redirectUri: t.string({ required: true, description: redirectUriText }),
    loginUrl: t.string({ description: loginUrlText }),
  }),
});

builder.mutationField('startConnectCrm', (t) =>
  t.field({
    type: defineResult('StartConnectCrm', defineStarted('StartConnectCrmSuccess')),
    description: "Begins to connect an account by the CRM's own pages; nothing is connected yet.",
    args: {
      input: t.arg({ type: StartConnectCrmInput, required: true, description: 'Which account.' }),
    },
    resolve: async (_root, { input }, { engine, accounts, caller }) => {
      const connector = findConnector(engine, input.crm);
      if ('kind' in connector) return connector;
      const { crm, name, redirectUri, loginUrl = null } = input;
      const account = { crm, name: name ?? connector.label };
      return started(
        await accounts.startConnect(account, { redirectUri, loginUrl, caller: caller.id }),
      );
    },
  }),
);
