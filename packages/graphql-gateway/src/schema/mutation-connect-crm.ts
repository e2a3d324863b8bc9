import { AccountGrantInput, toAccountGrant } from './account-grant-input.ts';
import { builder } from './builder.ts';
import { connected, defineConnected } from './connected.ts';
import { toInvalid } from './problem-types.ts';
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
      const connector = engine.connectors.find(({ id }) => id === crm);
      if (connector === undefined) {
        const known = engine.connectors.map(({ id }) => id).join(', ');
        const message = 'there is no connector of this name';
        return toInvalid([{ field: 'crm', message, remedy: `use one of ${known}` }]);
      }
      const account = { crm, name: name ?? connector.label, grant: toAccountGrant(grant) };
      return connected(() => accounts.connect(account));
    },
  }),
);
