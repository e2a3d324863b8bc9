import type { Clock, Store } from '@concord/core/ports';
import { createApiKey } from './create-api-key.ts';

/**
 * Makes an API key of an admin where there never was one. Answers its secret, which is stored
 * nowhere and cannot be told again; `null` when there was a key.
 */
export const ensureApiKey = async (store: Store, clock: Clock): Promise<string | null> => {
  const keys = await store.listApiKeys();
  if (keys.length > 0) return null;
  return (await createApiKey({ name: 'first key', role: 'admin' }, { store, clock })).secret;
};
