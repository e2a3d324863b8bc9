import { AccountGrantInput, toAccountGrant } from './account-grant-input.ts';
import { builder } from './builder.ts';
import { connected, defineConnected } from './connected.ts';
import { findConnector } from './find-connector.ts';
import { defineCrmResult } from './result-union.ts';

const ConnectCrmSuccessType = defineConnected(
  'ConnectCrmSuccess',
  'The account is connected and its mappings are prepared; both switches are off.',
);

const ConnectCrmInput = builder.inputType('ConnectCrmInput', {
  description: 'Which account to connect.',
  fields: (t) => ({
    crm: t.string({ required: true, description: 'The CRM, by the name of its connector.' }),
    name: t.string({ description: "What people call it; the CRM's name when left out." }),
    grant: t.field({
      type: AccountGrantInput,
      required: true,
      description: 'What lets us into the account.',
    }),
  }),
});

builder.mutationField('connectCrm', (t) =>
  t.field({
    type: defineCrmResult('ConnectCrm', ConnectCrmSuccessType),
    description: 'Connects an account of a CRM and prepares its mappings; nothing is synced yet.',
    args: {
      input: t.arg({ type: ConnectCrmInput, required: true, description: 'Which account.' }),
    },
    resolve: (_root, { input: { crm, name, grant } }, { engine, accounts }) => {
      const connector = findConnector(engine, crm);
      if ('kind' in connector) return connector;
      const account = { crm, name: name ?? connector.label, grant: toAccountGrant(grant) };
      return connected(() => accounts.connect(account));
    },
  }),
);
