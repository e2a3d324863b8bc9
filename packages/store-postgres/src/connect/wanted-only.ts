import type { DatabaseConnection, Dialect, Driver } from 'kysely';
import { ColumnCompiler } from './column-compiler.ts';
import { runWanted } from './while-wanted.ts';

/** A connection whose queries end with whoever waits for them, and what it stands on. */
interface Wanted extends DatabaseConnection {
  readonly inner: DatabaseConnection;
}

const wrap = (inner: DatabaseConnection): Wanted => ({
  inner,
  executeQuery: (query) => runWanted(inner, query),
  streamQuery: () => {
    throw new Error('rows are read in pages, not streamed');
  },
});

const innerOf = (connection: DatabaseConnection): DatabaseConnection =>
  (connection as Wanted).inner;

const createWantedDriver = (driver: Driver): Driver => ({
  init: (options) => driver.init(options),
  acquireConnection: async (options) => wrap(await driver.acquireConnection(options)),
  beginTransaction: (connection, settings) =>
    driver.beginTransaction(innerOf(connection), settings),
  commitTransaction: (connection) => driver.commitTransaction(innerOf(connection)),
  rollbackTransaction: (connection) => driver.rollbackTransaction(innerOf(connection)),
  releaseConnection: (connection) => driver.releaseConnection(innerOf(connection)),
  destroy: () => driver.destroy(),
});

/** A dialect whose queries are not run, or are stopped, once nobody waits for them; see `whileWanted`. */
export const wantedOnly = (dialect: Dialect): Dialect => ({
  createAdapter: () => dialect.createAdapter(),
  createQueryCompiler: () => new ColumnCompiler(),
  createIntrospector: (db) => dialect.createIntrospector(db),
  createDriver: () => createWantedDriver(dialect.createDriver()),
});
