import type { ApiKeyStore, AuthorisationStore, RedirectStore, ShareStore } from '../ports/index.ts';
import type { MemoryState } from './memory-state.ts';
import { remember } from './remember.ts';

/** What is known of domains' redirects, by domain. */
export const createRedirects = ({ redirects }: MemoryState): RedirectStore => ({
  getRedirects: async (domains) =>
    [...new Set(domains)]
      .map((domain) => redirects.get(domain))
      .filter((redirect) => redirect !== undefined),
  redirectsTo: async (targets) =>
    [...redirects.values()].filter((redirect) => targets.includes(redirect.target)),
  saveRedirects: async (saved) => {
    for (const redirect of saved) redirects.set(redirect.domain, remember(redirect));
  },
});

/** API keys, oldest first. */
export const createApiKeys = ({ apiKeys }: MemoryState): ApiKeyStore => ({
  listApiKeys: async () =>
    [...apiKeys.values()].toSorted((a, b) =>
      `${a.createdAt} ${a.id}` < `${b.createdAt} ${b.id}` ? -1 : 1,
    ),
  saveApiKey: async (key) => {
    apiKeys.set(key.id, remember(key));
  },
  saveFirstApiKey: async (key) => {
    if (apiKeys.size > 0) return false;
    apiKeys.set(key.id, remember(key));
    return true;
  },
  changeApiKey: async (id, patch) => {
    const key = apiKeys.get(id);
    if (key !== undefined) apiKeys.set(id, remember({ ...key, ...patch }));
  },
});

/** What callers may still ask for. */
export const createShares = ({ shares }: MemoryState): ShareStore => ({
  drawShare: async ({ caller, wanted, full, perSecond, now }) => {
    const at = Date.parse(now);
    const known = shares.get(caller) ?? { remaining: full, at };
    const flown = (Math.max(at - known.at, 0) * perSecond) / 1000;
    const filled = Math.min(full, known.remaining + flown);
    const taken = Math.min(filled, wanted);
    shares.set(caller, { remaining: filled - taken, at: Math.max(known.at, at) });
    return taken;
  },
});

/** Authorisations that were begun, by the hash of their state. */
export const createAuthorisations = ({ authorisations }: MemoryState): AuthorisationStore => ({
  saveAuthorisation: async (pending, now) => {
    for (const { stateHash, expiresAt } of authorisations.values()) {
      if (expiresAt <= now) authorisations.delete(stateHash);
    }
    authorisations.set(pending.stateHash, remember(pending));
  },
  takeAuthorisation: async ({ stateHash, caller, now }) => {
    const pending = authorisations.get(stateHash);
    if (pending?.caller !== caller) return null;
    authorisations.delete(stateHash);
    return pending.expiresAt > now ? pending : null;
  },
});
