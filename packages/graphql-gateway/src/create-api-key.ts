import { randomUUID } from 'node:crypto';
import type { ApiKey, ApiRole, ApiKeyStore, Clock } from '@concord/core/ports';
import { createSecret, hashSecret } from './api-secret.ts';

/** A key made just now, and its secret, which is stored nowhere and cannot be told again. */
export interface CreatedApiKey {
  readonly apiKey: ApiKey;
  readonly secret: string;
}

/** A key to be made. */
export interface NewApiKey {
  readonly name: string;
  readonly role: ApiRole;
  /** That of the store it is kept in. */
  readonly workspace: string;
}

/** Makes an API key and stores it with its secret only as a hash. */
export const createApiKey = async (
  { name, role, workspace }: NewApiKey,
  { store, clock }: { readonly store: ApiKeyStore; readonly clock: Clock },
): Promise<CreatedApiKey> => {
  const secret = createSecret(workspace);
  const apiKey: ApiKey = {
    id: randomUUID(),
    name,
    role,
    hash: hashSecret(secret),
    createdAt: clock.now(),
    lastUsedAt: null,
    revokedAt: null,
  };
  await store.saveApiKey(apiKey);
  return { apiKey, secret };
};
