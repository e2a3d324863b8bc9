import {
  createSyncError,
  isSyncError,
  type Context,
  type FieldDescription,
  type ProductField,
  type SyncErrorDetails,
} from '@concord/core/contract';
import {
  PropertyCreateFieldTypeEnum as Editor,
  PropertyCreateTypeEnum as Type,
  type PropertyCreate,
} from '@hubspot/api-client/lib/codegen/crm/properties/models/PropertyCreate.js';
import { z } from 'zod';
import type { Ask } from './client.ts';
import { describeObject } from './describe-object.ts';
import type { ObjectName } from './objects/object-shape.ts';

// HubSpot: a property belongs to a group, and these are in every account. Recorded answers, read
// 2026-11-21
const groups: Readonly<Partial<Record<string, string>>> = {
  contacts: 'contactinformation',
  companies: 'companyinformation',
  emails: 'email',
  tasks: 'task',
} satisfies Partial<Record<ObjectName, string>>;

/** Creates a property unless it is there; see `Connector.createField`. */
export const createField =
  (ask: Ask) =>
  async (context: Context, field: ProductField): Promise<void> => {
    if (isUsable(await findField(context, ask, field), field)) return;
    await addField(context, ask, field);
    if (isUsable(await findField(context, ask, field), field)) return;
    throw refuse(field, 'was created, but our app may not write it', {
      code: 'forbidden',
      reason: 'permission',
    });
  };

const findField = async (context: Context, ask: Ask, { object, name }: ProductField) => {
  const { fields } = await describeObject({ ask, name: object as ObjectName })(context);
  return fields.find((one) => one.name === name);
};

// HubSpot: a property is unique from its creation on or never, and one that was archived comes
// back as it was. Recorded answers, read 2026-11-21
const isUsable = (found: FieldDescription | undefined, field: ProductField): boolean => {
  if (found === undefined || !found.creatable || !found.updatable) return false;
  if (found.unique || !field.unique) return true;
  const why = 'is there, but not unique, which HubSpot sets only when a property is created';
  throw refuse(field, `${why}: delete it for good in HubSpot's settings, and create it again`, {
    code: 'unsupported',
  });
};

const addField = async (context: Context, ask: Ask, field: ProductField): Promise<void> => {
  await ask(context, {
    doing: `create ${field.object}.${field.name}`,
    writes: true,
    build: ({ properties }) => properties.create(field.definedOn, toBody(field)),
    shape: z.object({ name: z.literal(field.name) }),
  }).catch((thrown: unknown) => {
    // Somebody else has created it meanwhile.
    if (isSyncError(thrown) && thrown.code === 'duplicate') return;
    throw explained(thrown, field);
  });
};

const toBody = (field: ProductField): PropertyCreate => ({
  name: field.name,
  label: field.label,
  groupName: groups[field.object] ?? '',
  hasUniqueValue: field.unique,
  formField: false,
  ...kinds[field.type],
});

// HubSpot: a boolean is a choice of two. OpenAPI description of "Properties", read 2026-11-21
const yesOrNo = [
  { label: 'Yes', value: 'true', displayOrder: 0, hidden: false },
  { label: 'No', value: 'false', displayOrder: 1, hidden: false },
];

/** How HubSpot calls each type, and how it is edited. */
const kinds: Readonly<
  Record<ProductField['type'], Pick<PropertyCreate, 'type' | 'fieldType' | 'options'>>
> = {
  text: { type: Type.String, fieldType: Editor.Text },
  'long-text': { type: Type.String, fieldType: Editor.Textarea },
  number: { type: Type.Number, fieldType: Editor.Number },
  boolean: { type: Type.Bool, fieldType: Editor.Booleancheckbox, options: yesOrNo },
  date: { type: Type.Date, fieldType: Editor.Date },
  instant: { type: Type.Datetime, fieldType: Editor.Date },
};

/** Names the permission that is missing. */
const explained = (thrown: unknown, field: ProductField): unknown => {
  if (!isSyncError(thrown) || thrown.code !== 'forbidden') return thrown;
  const scope = `crm.schemas.${field.object === 'companies' ? 'companies' : 'contacts'}.write`;
  const why = `our app needs the scope ${scope} to create it`;
  return refuse(field, `${why}; or somebody creates it in HubSpot's settings`, thrown);
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
