import { isConnectedAgain } from '@concord/core/platform';
import type { Connection, FieldMapping } from '@concord/core/platform';
import type { ConnectionStore } from '@concord/core/ports';
import { createConnectionReader, toConnection } from './read-connections.ts';
import type { Db } from './tables.ts';
import { transact } from './transact.ts';

/** The schema stands apart: it is large, and most questions are not about it. */
const bodyOf = (connection: Connection): string =>
  JSON.stringify({ ...connection, schema: undefined });

const toRow = (connection: Connection) => ({
  id: connection.id,
  crm: connection.crm,
  account_id: connection.accountId,
  created_at: connection.createdAt,
  body: bodyOf(connection),
  schema: JSON.stringify(connection.schema),
});

const createConnection =
  (db: Db): ConnectionStore['createConnection'] =>
  async (connection) => {
    const { id, crm } = connection;
    const { numInsertedOrUpdatedRows } = await db
      .insertInto('concord.connection')
      .values(toRow(connection))
      .onConflict((conflict) => conflict.doNothing())
      .executeTakeFirstOrThrow();
    if (numInsertedOrUpdatedRows !== 1n) {
      throw new Error(`connection ${id}: its id or its ${crm} account is connected`);
    }
  };

const changeConnection =
  (db: Db): ConnectionStore['changeConnection'] =>
  (id, patch, connectedAt) =>
    transact(db, async (trx) => {
      const of = trx
        .selectFrom('concord.connection')
        .select(['body', 'schema'])
        .where('id', '=', id);
      const row = await of.forUpdate().executeTakeFirst();
      if (row === undefined) return;
      const connection = toConnection(row);
      if (isConnectedAgain(connection, connectedAt)) return;
      const changed = { ...connection, ...patch };
      const schema = patch.schema && { schema: JSON.stringify(patch.schema) };
      const set = { body: bodyOf(changed), ...schema };
      await trx.updateTable('concord.connection').set(set).where('id', '=', id).execute();
    });

const saveMappings =
  (db: Db): ConnectionStore['saveMappings'] =>
  (connectionId, object, mappings) =>
    transact(db, async (trx) => {
      await trx
        .deleteFrom('concord.field_mapping')
        .where('connection_id', '=', connectionId)
        .where('object', '=', object)
        .execute();
      const rows = mappings.map((mapping) => ({
        connection_id: connectionId,
        object,
        crm_object: mapping.crmObject,
        body: JSON.stringify(mapping),
      }));
      if (rows.length > 0) await trx.insertInto('concord.field_mapping').values(rows).execute();
    });

/** Connections with their mappings and sealed credentials. */
export const createConnections = (db: Db): ConnectionStore => ({
  ...createConnectionReader(db),
  listSwitches: async () => {
    const all = db.selectFrom('concord.connection').select('body').orderBy('created_at');
    return (await all.orderBy('id').execute()).map(({ body }) => {
      const { id, reading, writing, settings } = body as Connection;
      return { id, reading, writing, settings };
    });
  },
  createConnection: createConnection(db),
  changeConnection: changeConnection(db),
  getMappings: async (connectionId) => {
    const of = db.selectFrom('concord.field_mapping').where('connection_id', '=', connectionId);
    const rows = await of.select('body').orderBy('position').execute();
    return rows.map((row) => row.body as FieldMapping);
  },
  saveMappings: saveMappings(db),
  getCredentials: async (connectionId) => {
    const of = db.selectFrom('concord.credentials').where('connection_id', '=', connectionId);
    return (await of.select('sealed').executeTakeFirst())?.sealed ?? null;
  },
  saveCredentials: async (connectionId, sealed) => {
    if (sealed === null) {
      const of = db.deleteFrom('concord.credentials').where('connection_id', '=', connectionId);
      await of.execute();
      return;
    }
    await db
      .insertInto('concord.credentials')
      .values({ connection_id: connectionId, sealed })
      .onConflict((conflict) => conflict.column('connection_id').doUpdateSet({ sealed }))
      .execute();
  },
});
