import type { Connection } from '@concord/core/platform';
import type { ConnectionStore } from '@concord/core/ports';
import { sql } from 'kysely';
import type { RawBuilder } from 'kysely';
import { texts } from './page-columns.ts';
import type { Db } from './tables.ts';

interface Known {
  /** Of the row, which every change of it changes. */
  readonly version: string;
  readonly schema: Connection['schema'];
}

/** Schemas kept: each takes up to a few hundred kB, and as long to parse as a page of records. */
const schemaMax = 100;

/** A connection from its row. */
export const toConnection = (row: {
  readonly body: unknown;
  readonly schema: unknown;
}): Connection => ({
  ...(row.body as Connection),
  schema: row.schema as Connection['schema'],
});

/** The newest schemas, of connections as they were at a version. */
const createSchemas = () => {
  const known = new Map<string, Known>();
  return {
    of: (id: string, version: string): Known['schema'] | null => {
      const found = known.get(id);
      return found?.version === version ? found.schema : null;
    },
    keep: (id: string, one: Known): void => {
      known.delete(id);
      known.set(id, one);
      const oldest = known.keys().next();
      if (known.size > schemaMax && oldest.done !== true) known.delete(oldest.value);
    },
  };
};

/** Reads connections; a schema is read again only after its connection's row has changed. */
export const createConnectionReader = (
  db: Db,
): Pick<ConnectionStore, 'listConnections' | 'getConnection'> => {
  const schemas = createSchemas();

  const readWhole = async (ids: readonly string[]): Promise<Map<string, Connection>> => {
    if (ids.length === 0) return new Map();
    const { rows } = await sql<Known & { readonly id: string; readonly body: unknown }>`
      select id, xmin::text as version, body, schema from concord.connection
      where id = any(${texts(ids)})`.execute(db);
    for (const { id, version, schema } of rows) schemas.keep(id, { version, schema });
    return new Map(rows.map((row) => [row.id, toConnection(row)]));
  };

  const read = async (where: RawBuilder<unknown>): Promise<Connection[]> => {
    const { rows } = await sql<{ id: string; version: string; body: unknown }>`
      select id, xmin::text as version, body from concord.connection
      where ${where} order by created_at, id`.execute(db);
    const found = rows.map((row) => ({ ...row, schema: schemas.of(row.id, row.version) }));
    const changed = await readWhole(
      found.filter(({ schema }) => schema === null).map(({ id }) => id),
    );
    return found.flatMap((row) =>
      row.schema === null ? (changed.get(row.id) ?? []) : toConnection(row),
    );
  };

  return {
    listConnections: () => read(sql`true`),
    getConnection: async (id) => (await read(sql`id = ${id}`))[0] ?? null,
  };
};
