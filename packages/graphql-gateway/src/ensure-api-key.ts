import { makeApiKey, type ApiKeyParts } from './create-api-key.ts';

/**
 * Makes an API key of an admin in a workspace that never had one. Answers its secret, which is
 * stored nowhere and cannot be told again; `null` when there was a key, if only since a moment ago.
 */
export const ensureApiKey = async (
  workspace: string,
  parts: ApiKeyParts,
): Promise<string | null> => {
  const { apiKey, secret } = makeApiKey({ name: 'first key', role: 'admin', workspace }, parts);
  return (await parts.store.saveFirstApiKey(apiKey)) ? secret : null;
};
