import type { Connector, PlainFetch, Tokens } from '@concord/core/contract';
import type { Connection } from '@concord/core/platform';
import type { AccessToken, TokenSource } from '@concord/core/transport';
import { createUnauthorized, type Credentials } from '../credentials/credentials.ts';
import type { Vault } from '../credentials/vault.ts';
import { isAllowedHost } from './allowed-host.ts';

export interface TokenSourceParts {
  readonly connection: Connection;
  readonly connector: Connector;
  readonly vault: Pick<Vault, 'open' | 'renew'>;
  readonly fetch: PlainFetch;
  readonly production: boolean;
}

/** The tokens of one connection: kept in memory, renewed through the vault. */
export const createTokenSource = (parts: TokenSourceParts): TokenSource => {
  const { connection, connector, vault } = parts;
  let kept: AccessToken | null = null;

  const refuse = (why: string): Error => createUnauthorized(connection.id, why);

  const checkHost = (address: string): void => {
    if (isAllowedHost(connector, address, parts.production)) return;
    throw refuse(`its address is not one of ${connector.label}'s`);
  };

  const keep = ({ grant, token }: Credentials): AccessToken => {
    if (token === null) throw refuse('it has no token');
    checkHost(token.instanceUrl);
    kept = {
      accessToken: token.value,
      instanceUrl: token.instanceUrl,
      ...(grant === null ? {} : { client: { id: grant.clientId, secret: grant.clientSecret } }),
    };
    return kept;
  };

  const ask = async (grant: Parameters<Connector['auth']['renew']>[1]): Promise<Tokens> => {
    checkHost(grant.tokenUrl);
    const tokens = await connector.auth.renew(parts.fetch, grant);
    checkHost(tokens.instanceUrl);
    // An account is never mixed with another, even if its credentials were.
    const isOther = connection.accountId !== '' && connection.accountId !== tokens.accountId;
    if (isOther) throw refuse('its credentials lead to another account');
    return tokens;
  };

  const renew = async (refused: string | null): Promise<AccessToken> =>
    keep(await vault.renew({ connectionId: connection.id, refused, ask }));

  return {
    current: async () => {
      if (kept !== null) return kept;
      const credentials = await vault.open(connection.id);
      return credentials.token === null ? renew(null) : keep(credentials);
    },
    renew,
  };
};
