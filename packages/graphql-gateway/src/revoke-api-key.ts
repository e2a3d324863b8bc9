import type { ApiKey, ApiKeyStore, Clock } from '@concord/core/ports';

/**
 * Revokes an API key: its next request is refused. Answers the key, of one revoked before too;
 * `null` when there is none with this id.
 */
export const revokeApiKey = async (
  id: string,
  { store, clock }: { readonly store: ApiKeyStore; readonly clock: Clock },
): Promise<ApiKey | null> => {
  const key = (await store.listApiKeys()).find((one) => one.id === id);
  if (key === undefined || key.revokedAt !== null) return key ?? null;
  const revokedAt = clock.now();
  await store.changeApiKey(id, { revokedAt });
  return { ...key, revokedAt };
};
