import type { Engine } from '@concord/core/engine';
import type { OutcomeFilter, Store } from '@concord/core/ports';

interface RetryParts {
  readonly engine: Engine;
  readonly store: Store;
}

const pageSize = 500;

/** Opens these writes again; answers how many. Ids that are no write of ours count for nothing. */
export const retryByIds = async (
  ids: readonly string[],
  { engine, store }: RetryParts,
): Promise<number> => {
  const byConnection = Map.groupBy(await store.getRequests(ids), (it) => it.connectionId);
  const counts = await Promise.all(
    [...byConnection].map(([connectionId, requests]) =>
      engine.retryOutcomes(
        connectionId,
        requests.map((request) => request.id),
      ),
    ),
  );
  return counts.reduce((sum, count) => sum + count, 0);
};

/** Opens every failed write that passes the filter again, page by page; answers how many. */
export const retryByFilter = async (filter: OutcomeFilter, parts: RetryParts): Promise<number> => {
  let retried = 0;
  let after: string | null = null;
  do {
    const page = await parts.store.listOutcomes({ first: pageSize, after, filter });
    const ids = page.items
      .filter(({ item }) => item.direction === 'write')
      .map(({ item }) => item.id);
    retried += await retryByIds(ids, parts);
    after = page.hasNext ? (page.items.at(-1)?.cursor ?? null) : null;
  } while (after !== null);
  return retried;
};
