import type { ApiKeyStore, Clock } from '@concord/core/ports';
import { createApiKey } from './create-api-key.ts';

/**
 * Makes an API key of an admin in a workspace that never had one. Answers its secret, which is
 * stored nowhere and cannot be told again; `null` when there was a key.
 */
export const ensureApiKey = async (
  workspace: string,
  parts: { readonly store: ApiKeyStore; readonly clock: Clock },
): Promise<string | null> => {
  const keys = await parts.store.listApiKeys();
  if (keys.length > 0) return null;
  return (await createApiKey({ name: 'first key', role: 'admin', workspace }, parts)).secret;
};
