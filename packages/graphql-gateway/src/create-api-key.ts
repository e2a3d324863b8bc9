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

/** What keys are made of. */
export interface ApiKeyParts {
  readonly store: ApiKeyStore;
  readonly clock: Clock;
}

/** A key that is stored nowhere yet; of its secret it holds only the hash. */
export const makeApiKey = (
  { name, role, workspace }: NewApiKey,
  { clock }: Pick<ApiKeyParts, 'clock'>,
): CreatedApiKey => {
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
  return { apiKey, secret };
};

/** Makes an API key and stores it. */
export const createApiKey = async (key: NewApiKey, parts: ApiKeyParts): Promise<CreatedApiKey> => {
  const created = makeApiKey(key, parts);
  await parts.store.saveApiKey(created.apiKey);
  return created;
};
