import { createApiKey, type CreatedApiKey } from '../create-api-key.ts';
import { ApiKeyType, ApiRoleEnum } from './api-key-type.ts';
import { builder } from './builder.ts';
import { toInvalid } from './problem-types.ts';
import { defineResult, type Success } from './result-union.ts';

type CreateApiKeySuccess = Success & CreatedApiKey;

const CreateApiKeySuccessType = builder
  .objectRef<CreateApiKeySuccess>('CreateApiKeySuccess')
  .implement({
    description: 'The key is made and opens the API at once.',
    fields: (t) => ({
      apiKey: t.expose('apiKey', { type: ApiKeyType, description: 'The key.' }),
      secret: t.exposeString('secret', {
        description: 'What to send as `Authorization: Bearer`; it is shown this once.',
      }),
    }),
  });

const CreateApiKeyInput = builder.inputType('CreateApiKeyInput', {
  description: 'A key to make.',
  fields: (t) => ({
    name: t.string({ required: true, description: 'What people are to call it.' }),
    role: t.field({ type: ApiRoleEnum, required: true, description: 'What it may do.' }),
  }),
});

const nameMax = 100;

builder.mutationField('createApiKey', (t) =>
  t.field({
    type: defineResult('CreateApiKey', CreateApiKeySuccessType),
    description: 'Makes a key that opens this API.',
    args: { input: t.arg({ type: CreateApiKeyInput, required: true, description: 'The key.' }) },
    resolve: async (_root, { input }, context) => {
      const name = input.name.trim();
      if (name === '' || name.length > nameMax) {
        const remedy = `Give it a name of 1 to ${nameMax} characters.`;
        return toInvalid([{ field: 'name', message: 'The name is empty or too long.', remedy }]);
      }
      const { workspace } = context.caller;
      const created = await createApiKey({ name, role: input.role, workspace }, context);
      return { kind: 'success' as const, ...created };
    },
  }),
);
