import type { ApiKey, ApiRole } from '@concord/core/ports';
import { builder } from './builder.ts';
import { defineEnum } from './define-enum.ts';

/** What callers may do. */
export const ApiRoleEnum = defineEnum<ApiRole>(
  'ApiRole',
  'What a key or a token may do, each all that those before it may.',
  {
    viewer: 'May see everything but keys.',
    operator: 'May also ask for work: sync, read, retry, and switch connections on and off.',
    admin: 'May also decide how work is done, and who may ask for it.',
  },
);

/** An API key without its secret, which nobody holds but its owner. */
export const ApiKeyType = builder.objectRef<ApiKey>('ApiKey').implement({
  description: 'A key that opens this API; its secret is not kept.',
  fields: (t) => ({
    id: t.exposeID('id', { description: 'Opaque id; `revokeApiKey` takes it.' }),
    name: t.exposeString('name', { description: 'What people call it.' }),
    role: t.expose('role', { type: ApiRoleEnum, description: 'What it may do.' }),
    createdAt: t.expose('createdAt', { type: 'DateTime', description: 'When it was made.' }),
    lastUsedAt: t.expose('lastUsedAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When it was last used, to the minute; null when it never was.',
    }),
    revokedAt: t.expose('revokedAt', {
      type: 'DateTime',
      nullable: true,
      description: 'Since when it opens nothing; null while it does.',
    }),
  }),
});

builder.queryField('apiKeys', (t) =>
  t.field({
    type: [ApiKeyType],
    description: 'Every key of the workspace, oldest first, revoked ones among them.',
    resolve: (_root, _args, { store }) => store.listApiKeys(),
  }),
);
