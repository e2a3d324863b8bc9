import type { Engine } from '@concord/core/engine';
import type { OutcomeFilter, Store } from '@concord/core/ports';

interface RetryParts {
  readonly engine: Engine;
  readonly store: Store;
}

const sum = (counts: readonly number[]) => counts.reduce((total, count) => total + count, 0);

/** Opens these writes again; answers how many. Ids that are no write of ours count for nothing. */
export const retryByIds = async (
  ids: readonly string[],
  { engine, store }: RetryParts,
): Promise<number> => {
  const byConnection = Map.groupBy(await store.getRequests(ids), (it) => it.connectionId);
  const counts = await Promise.all(
    [...byConnection].map(([connectionId, requests]) =>
      engine.retryOutcomes(connectionId, { ids: requests.map((request) => request.id) }),
    ),
  );
  return sum(counts);
};

/** Opens every failed write that passes the filter again, of all connections where it names none. */
export const retryByFilter = async (
  filter: OutcomeFilter,
  { engine, store }: RetryParts,
): Promise<number> => {
  const all = async () => (await store.listSwitches()).map(({ id }) => id);
  const connectionIds = filter.connectionId === undefined ? await all() : [filter.connectionId];
  return sum(await Promise.all(connectionIds.map((id) => engine.retryOutcomes(id, { filter }))));
};
