import type { Clock, Random, Store } from '@concord/core/ports';
import { createSecret, hashSecret } from './api-secret.ts';

/**
 * Makes an API key where there is none. Answers its secret, which is stored nowhere and cannot be
 * told again; `null` when there was a key.
 */
export const ensureApiKey = async (
  store: Store,
  random: Random,
  clock: Clock,
): Promise<string | null> => {
  const keys = await store.listApiKeys();
  if (keys.length > 0) return null;
  const secret = createSecret();
  await store.saveApiKey({
    id: random.id(),
    name: 'first key',
    hash: hashSecret(secret),
    createdAt: clock.now(),
  });
  return secret;
};
