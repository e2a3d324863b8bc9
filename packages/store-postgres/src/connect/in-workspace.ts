import type { CompiledQuery, DatabaseConnection, Dialect, Driver, QueryResult } from 'kysely';
import { ColumnCompiler } from './column-compiler.ts';
import { runWanted } from './while-wanted.ts';

/** Begins a transaction that sees one workspace and nothing else. */
export type Begin = (driver: Driver, connection: DatabaseConnection) => Promise<void>;

/** A connection as its workspace sees it, and what it stands on. */
interface Confined extends DatabaseConnection {
  readonly inner: DatabaseConnection;
  /** Whether a transaction is open that queries belong to. */
  isOpen: boolean;
}

const rollBack = (driver: Driver, inner: DatabaseConnection): Promise<void> =>
  // What broke the transaction says more; a connection that cannot roll back is discarded.
  driver.rollbackTransaction(inner).catch(() => undefined);

const beginOrLeave = async (driver: Driver, inner: DatabaseConnection, begin: Begin) => {
  try {
    await begin(driver, inner);
  } catch (error) {
    await rollBack(driver, inner);
    throw error;
  }
};

const confine = (driver: Driver, inner: DatabaseConnection, begin: Begin): Confined => {
  const runAlone = async <Row>(query: CompiledQuery): Promise<QueryResult<Row>> => {
    await beginOrLeave(driver, inner, begin);
    try {
      const result = await runWanted<Row>(inner, query);
      await driver.commitTransaction(inner);
      return result;
    } catch (error) {
      await rollBack(driver, inner);
      throw error;
    }
  };
  const confined: Confined = {
    inner,
    isOpen: false,
    executeQuery: (query) => (confined.isOpen ? runWanted(inner, query) : runAlone(query)),
    streamQuery: () => {
      throw new Error('rows are read in pages, not streamed');
    },
  };
  return confined;
};

const createConfinedDriver = (driver: Driver, begin: Begin): Driver => {
  const known = new WeakMap<DatabaseConnection, Confined>();
  const close = (connection: DatabaseConnection): DatabaseConnection => {
    const confined = connection as Confined;
    confined.isOpen = false;
    return confined.inner;
  };
  return {
    init: (options) => driver.init(options),
    acquireConnection: async (options) => {
      const inner = await driver.acquireConnection(options);
      const confined = known.get(inner) ?? confine(driver, inner, begin);
      known.set(inner, confined);
      return confined;
    },
    beginTransaction: async (connection) => {
      const confined = connection as Confined;
      await beginOrLeave(driver, confined.inner, begin);
      confined.isOpen = true;
    },
    commitTransaction: (connection) => driver.commitTransaction(close(connection)),
    rollbackTransaction: (connection) => driver.rollbackTransaction(close(connection)),
    releaseConnection: (connection) => driver.releaseConnection(close(connection)),
    destroy: () => driver.destroy(),
  };
};

/**
 * A dialect whose every query runs in a transaction of `begin`, those outside of one in one of their
 * own: nothing of a workspace outlives its transaction, whoever has the connection next.
 */
export const inWorkspace = (dialect: Dialect, begin: Begin): Dialect => ({
  createAdapter: () => dialect.createAdapter(),
  createQueryCompiler: () => new ColumnCompiler(),
  createIntrospector: (db) => dialect.createIntrospector(db),
  createDriver: () => createConfinedDriver(dialect.createDriver(), begin),
});
