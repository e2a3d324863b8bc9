import type { Permission, ProductField } from '../contract/index.ts';
import type { Connection } from '../platform/index.ts';
import { describeObjects } from './describe-objects.ts';
import type { Answer, EngineParts } from './engine.ts';
import { noConnection, problem } from './input-problem.ts';
import { connectorOf } from './open-work.ts';
import { prepareConnection } from './prepare-connection.ts';

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

/** Creates what is missing, describes the account anew and maps the new fields. */
export async function createFields(
  parts: EngineParts,
  connectionId: string,
): Promise<Answer<readonly ProductField[]>> {
  const connection = await parts.store.getConnection(connectionId);
  if (connection === null) return noConnection;
  const connector = connectorOf(parts, connection.crm);
  if (connector.createField === undefined) {
    return problem({
      field: 'connectionId',
      message: `fields of ${connector.label} cannot be created from here`,
      remedy: 'create them in the CRM, as doctor lists them',
    });
  }
  const { context } = await parts.access.open(connection, unused());
  const missing = missingFields(parts, connection);
  for (const field of missing) await connector.createField(context, field);
  const schema = await describeObjects(connector, context, {});
  await parts.store.changeConnection(connectionId, { schema });
  await prepareConnection(parts, { ...connection, schema }, missing);
  return { ok: true, value: missing };
}
