import { normaliseDomain } from '@concord/core/policy';
import type { Clock, DomainResolver, RedirectStore } from '@concord/core/ports';
import { toInstant } from '@concord/core/contract';
import type { Dispatcher } from 'undici';
import { followRedirects } from './follow-redirects.ts';

export interface DomainResolverParts {
  readonly store: RedirectStore;
  readonly clock: Clock;
  /** Reaches websites, and only public ones. */
  readonly dispatcher: Dispatcher;
}

const dayMs = 86_400_000;
const keepMs = 7 * dayMs;
const keepFailureMs = dayMs;
const failureMax = 20_000;

const atOnce = 16;

// Slow websites must not hold a sync up: what is not answered by then is asked another time.
const budgetMs = 15_000;

/** Runs `work` for every item, a few at once. */
const forEachAtOnce = async <Item>(
  items: readonly Item[],
  work: (item: Item) => Promise<void>,
): Promise<void> => {
  const queue = items.values();
  const lane = async (): Promise<void> => {
    for (const item of queue) await work(item);
  };
  await Promise.all(Array.from({ length: atOnce }, lane));
};

/** Follows redirects safely and remembers where they led: 7 days, a failure for one (R-COMPANY-2). */
export const createDomainResolver = (parts: DomainResolverParts): DomainResolver => {
  const { store, clock, dispatcher } = parts;
  const failedAt = new Map<string, number>();

  const hasFailed = (domain: string): boolean =>
    (failedAt.get(domain) ?? -Infinity) > Date.parse(clock.now()) - keepFailureMs;

  const noteFailure = (domain: string): void => {
    if (failedAt.size >= failureMax) failedAt.clear();
    failedAt.set(domain, Date.parse(clock.now()));
  };

  const lookUp = async (domain: string, giveUp: AbortSignal): Promise<string | null> => {
    if (giveUp.aborted || hasFailed(domain)) return null;
    const host = await followRedirects(dispatcher, domain, giveUp);
    const target = host === null ? null : normaliseDomain(host);
    if (target === null && !giveUp.aborted) noteFailure(domain);
    return target;
  };

  const ask = async (domains: readonly string[]): Promise<Map<string, string>> => {
    const giveUp = AbortSignal.timeout(budgetMs);
    const found = new Map<string, string>();
    await forEachAtOnce(domains, async (domain) => {
      const target = await lookUp(domain, giveUp);
      if (target !== null) found.set(domain, target);
    });
    return found;
  };

  const known = async (domains: readonly string[]): Promise<Map<string, string>> => {
    const oldest = toInstant(new Date(Date.parse(clock.now()) - keepMs).toISOString());
    const redirects = await store.getRedirects(domains);
    const fresh = redirects.filter(({ checkedAt }) => checkedAt >= oldest);
    return new Map(fresh.map(({ domain, target }) => [domain, target]));
  };

  const resolve = async (domains: readonly string[]): Promise<ReadonlyMap<string, string>> => {
    const unique = [...new Set(domains)];
    const cached = await known(unique);
    const asked = await ask(unique.filter((domain) => !cached.has(domain)));
    const checkedAt = clock.now();
    const redirects = [...asked].map(([domain, target]) => ({ domain, target, checkedAt }));
    if (redirects.length > 0) await store.saveRedirects(redirects);
    return new Map(
      unique.map((domain) => [domain, cached.get(domain) ?? asked.get(domain) ?? domain]),
    );
  };

  return {
    // A resolver never fails: without its cache it takes every domain as it is.
    resolve: (domains) =>
      resolve(domains).catch(() => new Map(domains.map((domain) => [domain, domain]))),
  };
};
