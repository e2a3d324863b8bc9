import { AsyncLocalStorage } from 'node:async_hooks';
import type { CompiledQuery, DatabaseConnection, QueryResult } from 'kysely';

const wanted = new AsyncLocalStorage<AbortSignal>();

/**
 * Does work whose queries end when the signal aborts: those to come are refused, and a server is
 * told to stop the one that is running. The embedded database finishes that one first.
 */
export const whileWanted = <T>(signal: AbortSignal, work: () => Promise<T>): Promise<T> =>
  wanted.run(signal, work);

const noOther = (): never => {
  throw new Error('cancelling takes a connection of its own');
};

/** Runs a query unless nobody waits for it any more. */
export const runWanted = async <Row>(
  connection: DatabaseConnection,
  query: CompiledQuery,
): Promise<QueryResult<Row>> => {
  const signal = wanted.getStore();
  signal?.throwIfAborted();
  if (signal === undefined || connection.cancelQuery === undefined) {
    return connection.executeQuery<Row>(query);
  }
  await connection.collectSessionInfo?.();
  let cancelling: Promise<void> | undefined;
  // The query may end by itself meanwhile, and then there is nothing to cancel.
  const cancel = () => {
    cancelling = connection.cancelQuery?.(noOther).catch(() => undefined);
  };
  signal.addEventListener('abort', cancel, { once: true });
  try {
    return await connection.executeQuery<Row>(query);
  } finally {
    signal.removeEventListener('abort', cancel);
    // Whoever has the connection next must not be cancelled in this query's place.
    await cancelling;
  }
};
