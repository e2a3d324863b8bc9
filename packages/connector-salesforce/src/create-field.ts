import {
  createSyncError,
  isSyncError,
  type Context,
  type FieldDescription,
  type ProductField,
  type SyncErrorDetails,
} from '@concord/core/contract';
import { send } from './client.ts';
import { describeObject } from './describe-object.ts';
import { grantField } from './grant-field.ts';
import { toName } from './query-text.ts';

/** Creates a field unless it is there, and lets our user edit it; see `Connector.createField`. */
export const createField = async (context: Context, field: ProductField): Promise<void> => {
  if (isUsable(await findField(context, field), field)) return;
  await addField(context, field);
  await grantField(context, field).catch(explain(field));
  if (isUsable(await findField(context, field), field)) return;
  throw refuse(field, 'was created, but our user may not edit it: check its field-level security', {
    code: 'forbidden',
    reason: 'permission',
  });
};

const findField = async (context: Context, { object, name }: ProductField) => {
  const { fields } = await describeObject({ name: toName(object) })(context);
  return fields.find((one) => one.name === name);
};

const isUsable = (found: FieldDescription | undefined, field: ProductField): boolean => {
  if (found === undefined || !found.creatable || !found.updatable) return false;
  if (found.unique || !field.unique) return true;
  throw refuse(field, 'is there, but not unique: make it External ID and Unique in Setup', {
    code: 'unsupported',
  });
};

const addField = async (context: Context, field: ProductField): Promise<void> => {
  const body = { FullName: `${field.definedOn}.${field.name}`, Metadata: metadataOf(field) };
  const doing = `create ${field.object}.${field.name}`;
  const path = '/tooling/sobjects/CustomField';
  const request = { method: 'POST', path, doing, writes: true, body } as const;
  await send(context, request).catch((thrown: unknown) => {
    // It is there, and only hidden from our user.
    if (isSyncError(thrown) && thrown.remote?.code === 'DUPLICATE_DEVELOPER_NAME') return;
    explain(field)(thrown);
  });
};

/** How Salesforce calls each type, and what it wants to know of it. */
const metadataOf = ({ label, type, maxLength, unique }: ProductField): object => ({
  label,
  ...kinds[type],
  ...(maxLength === null ? {} : { length: maxLength }),
  ...(unique ? { unique, externalId: true, caseSensitive: false } : {}),
});

// Salesforce: `Metadata` of a CustomField. developer.salesforce.com "CustomField", Tooling API,
// read 2026-11-22
const kinds: Readonly<Record<ProductField['type'], object>> = {
  text: { type: 'Text' },
  'long-text': { type: 'LongTextArea', visibleLines: 3 },
  number: { type: 'Number', precision: 18, scale: 0 },
  boolean: { type: 'Checkbox', defaultValue: false },
  date: { type: 'Date' },
  instant: { type: 'DateTime' },
};

/** Names the permission that is missing. */
const explain =
  (field: ProductField) =>
  (thrown: unknown): never => {
    if (!isSyncError(thrown) || thrown.code !== 'forbidden') throw thrown;
    throw refuse(
      field,
      'our user needs "Customize Application" and "View Setup and Configuration" to create it; ' +
        'or an administrator creates it in Setup',
      thrown,
    );
  };

const refuse = (
  { object, name }: ProductField,
  why: string,
  { code, reason, remote }: Pick<SyncErrorDetails, 'code' | 'reason' | 'remote'>,
): Error =>
  createSyncError(`create ${object}.${name}: ${why}`, {
    code,
    retry: 'never',
    effect: 'none',
    field: name,
    ...(reason === undefined ? {} : { reason }),
    ...(remote === undefined ? {} : { remote }),
  });
