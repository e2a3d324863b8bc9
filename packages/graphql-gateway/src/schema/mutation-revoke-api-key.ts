import type { ApiKey } from '@concord/core/ports';
import { revokeApiKey } from '../revoke-api-key.ts';
import { ApiKeyType } from './api-key-type.ts';
import { builder } from './builder.ts';
import { defineResult, type Success } from './result-union.ts';

interface RevokeApiKeySuccess extends Success {
  readonly apiKey: ApiKey;
}

const RevokeApiKeySuccessType = builder
  .objectRef<RevokeApiKeySuccess>('RevokeApiKeySuccess')
  .implement({
    description: 'The key opens nothing any more.',
    fields: (t) => ({
      apiKey: t.expose('apiKey', { type: ApiKeyType, description: 'The revoked key.' }),
    }),
  });

const noKey = (id: string) => ({
  kind: 'not-found' as const,
  id,
  message: 'There is no API key with this id.',
  remedy: 'Take an id from `apiKeys`.',
});

builder.mutationField('revokeApiKey', (t) =>
  t.field({
    type: defineResult('RevokeApiKey', RevokeApiKeySuccessType),
    description:
      'Revokes a key: its next request is refused and its streams end; repeating it changes nothing.',
    args: { id: t.arg.id({ required: true, description: 'Id of the key.' }) },
    resolve: async (_root, { id }, context) => {
      const apiKey = await revokeApiKey(id, context);
      return apiKey === null ? noKey(id) : { kind: 'success' as const, apiKey };
    },
  }),
);
