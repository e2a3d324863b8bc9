import { createUnauthorized, withTokens, type Credentials } from './credentials.ts';
import type { Vault } from './vault.ts';

/** Credentials on trial: used to reach an account, and stored only once it is the right one. */
export interface StagedVault extends Pick<Vault, 'open' | 'renew'> {
  /** The credentials as renewed meanwhile. */
  readonly current: () => Credentials;
}

/** A vault in memory that holds one connection's credentials. */
export const createStagedVault = (credentials: Credentials): StagedVault => {
  let current = credentials;
  return {
    current: () => current,
    open: async () => current,
    renew: async ({ connectionId, ask }) => {
      if (current.grant === null) throw createUnauthorized(connectionId, 'its token was refused');
      current = withTokens(current, await ask(current.grant));
      return current;
    },
  };
};
