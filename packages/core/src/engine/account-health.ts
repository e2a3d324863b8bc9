import { isSyncError } from '../contract/index.ts';
import type { Context, Permission, ProductField } from '../contract/index.ts';
import type { Connection } from '../platform/index.ts';
import { describeObjects } from './describe-objects.ts';
import type { Answer, EngineParts, FieldCreation } from './engine.ts';
import { noConnection, problem } from './input-problem.ts';
import { connectorOf } from './open-work.ts';
import { prepareConnection } from './prepare-connection.ts';
import { retryBlocked } from './retry-blocked.ts';

const unused = () => new AbortController().signal;

/** What our user may do in the CRM, each permission by name (R-ERR-5); throws a `SyncError`. */
export async function checkPermissions(
  parts: EngineParts,
  connectionId: string,
): Promise<Answer<readonly Permission[]>> {
  const connection = await parts.store.getConnection(connectionId);
  if (connection === null) return noConnection;
  const connector = connectorOf(parts, connection.crm);
  if (connector.checkPermissions === undefined) return { ok: true, value: [] };
  const { context } = await parts.access.open(connection, unused());
  return { ok: true, value: await connector.checkPermissions(context) };
}

/** Product fields that the customer has not created, or that our user does not see. */
export function missingFields(parts: EngineParts, connection: Connection): readonly ProductField[] {
  const { productFields } = connectorOf(parts, connection.crm);
  return productFields.filter(({ object, name }) => {
    const description = connection.schema[object];
    return description !== undefined && !description.fields.some((field) => field.name === name);
  });
}

/** One that cannot be created keeps no other from being tried (R-ERR-3). */
async function tryField(create: () => Promise<void>, field: ProductField): Promise<FieldCreation> {
  try {
    await create();
    return { field, problem: null };
  } catch (error) {
    if (!isSyncError(error) || error.retry === 'later' || error.code === 'unauthorized')
      throw error;
    return { field, problem: error.message };
  }
}

/** Describes the account anew, maps what was created and tries what its lack had blocked. */
async function takeIn(
  parts: EngineParts,
  connection: Connection,
  to: { readonly context: Context; readonly created: readonly ProductField[] },
): Promise<void> {
  const { id, crm } = connection;
  const schema = await describeObjects(connectorOf(parts, crm), to.context, {});
  await parts.store.changeConnection(id, { schema });
  await prepareConnection(parts, { ...connection, schema }, to.created);
  await retryBlocked(parts, connection, schema);
}

/** Creates what is missing, describes the account anew and maps the new fields. */
export async function createFields(
  parts: EngineParts,
  connectionId: string,
): Promise<Answer<readonly FieldCreation[]>> {
  const connection = await parts.store.getConnection(connectionId);
  if (connection === null) return noConnection;
  const connector = connectorOf(parts, connection.crm);
  const create = connector.createField?.bind(connector);
  if (create === undefined) {
    return problem({
      field: 'connectionId',
      message: `fields of ${connector.label} cannot be created from here`,
      remedy: 'create them in the CRM, as doctor lists them',
    });
  }
  const { context } = await parts.access.open(connection, unused());
  const value: FieldCreation[] = [];
  try {
    for (const field of missingFields(parts, connection)) {
      value.push(await tryField(() => create(context, field), field));
    }
  } finally {
    // Also when it was cut short: what is there by then is not missing the next time.
    const created = value.flatMap((one) => (one.problem === null ? [one.field] : []));
    await takeIn(parts, connection, { context, created });
  }
  return { ok: true, value };
}
