import type { TokenInUse } from '../contract/index.ts';

/** What a request is authorised with. */
export interface AccessToken extends TokenInUse {
  /** Origin that requests go to. */
  readonly instanceUrl: string;
}

/** Holds the access token of one connection. */
export interface TokenSource {
  readonly current: () => Promise<AccessToken>;
  /**
   * A token other than `stale`, which the CRM has refused: one that somebody else has renewed in
   * the meantime, or a new one. Throws `unauthorized` when the owner has to reconnect.
   */
  readonly renew: (stale: string) => Promise<AccessToken>;
}

/** Renews each stale token once, however many requests it failed. */
export const shareRenewals = (source: TokenSource): TokenSource => {
  let last: { readonly stale: string; readonly renewed: Promise<AccessToken> } | null = null;
  const begin = (stale: string): Promise<AccessToken> => {
    const renewed = source.renew(stale);
    const mine = { stale, renewed };
    last = mine;
    renewed.catch(() => {
      if (last === mine) last = null;
    });
    return renewed;
  };
  return {
    current: source.current,
    renew: (stale) => (last?.stale === stale ? last.renewed : begin(stale)),
  };
};
