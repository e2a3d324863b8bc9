/** Follows the redirects of websites. */
export interface DomainResolver {
  /**
   * The registrable domain that each domain leads to, by domain; itself where it does not
   * redirect, cannot be reached or may not be asked. Never throws.
   */
  readonly resolve: (domains: readonly string[]) => Promise<ReadonlyMap<string, string>>;
}

/** Takes every domain as it is, for connections that do not follow redirects. */
export const noRedirects: DomainResolver = {
  resolve: async (domains) => new Map(domains.map((domain) => [domain, domain])),
};
