import { z } from 'zod';
import type { Org } from '../org/org.ts';
import {
  fieldAt,
  type FieldRef,
  withChange,
  withField,
  withLabel,
  withoutField,
} from '../schema/change-schema.ts';
import type { Field } from '../schema/field.ts';
import { isTooling } from '../schema/objects/tooling-objects.ts';
import { fieldShape, toField } from '../schema/schema-file.ts';
import { grantToProfiles } from '../seed/seed-permissions.ts';
import type { Control, Controlled } from './control-api.ts';

const ref = { object: z.string(), field: z.string() };

const shape = z.discriminatedUnion('action', [
  z.strictObject({
    action: z.literal('add'),
    ...ref,
    definition: fieldShape,
    /** Whether all profiles may read and edit it; otherwise nobody sees it until FieldPermissions grant it. */
    visible: z.boolean().default(true),
  }),
  z.strictObject({ action: z.literal('remove'), ...ref }),
  z.strictObject({
    action: z.literal('relabel'),
    object: z.string(),
    field: z.string().optional(),
    label: z.string().min(1),
  }),
  z.strictObject({
    action: z.literal('picklist'),
    ...ref,
    values: z.array(z.string()),
    restricted: z.boolean().optional(),
  }),
  z.strictObject({
    action: z.literal('change'),
    ...ref,
    required: z.boolean().optional(),
    unique: z.boolean().optional(),
    length: z.int().positive().optional(),
  }),
  z.strictObject({
    action: z.literal('access'),
    ...ref,
    /** A user's id or token. */
    user: z.string(),
    level: z.enum(['none', 'read', 'write']),
  }),
]);

type Action = z.output<typeof shape>;

// Salesforce: a field becomes unique only while its values are.
const refuseTwins = (org: Org, at: FieldRef): void => {
  const { object, index } = fieldAt(org.schema, at);
  const table = org.table(object.name);
  const seen = new Set<unknown>();
  for (let row = 0; row < table.count; row += 1) {
    const value = table.isLive(row) ? table.get(row, index) : null;
    if (value !== null && seen.has(value)) {
      throw new RangeError(`${at.object}.${at.field} has the same value in several records`);
    }
    seen.add(value);
  }
};

type FieldChange = Extract<Action, { action: 'change' }>;

const changed = ({ required, unique, length }: FieldChange): Partial<Field> => ({
  ...(required === undefined ? {} : { nillable: !required }),
  ...(unique === undefined ? {} : { unique }),
  ...(length === undefined ? {} : { length }),
});

const setAccess = (org: Org, user: string, action: Extract<Action, { action: 'access' }>): void => {
  const { object, field } = fieldAt(org.schema, action);
  const others = org.rules.permissions.map((one) => {
    if (one.user !== user || one.object !== object.name) return one;
    const { [field.name]: former, ...fields } = one.fields ?? {};
    return former === undefined ? one : { ...one, fields };
  });
  const own =
    action.level === 'write'
      ? []
      : [{ user, object: object.name, fields: { [field.name]: action.level } }];
  org.setRules({ permissions: [...others, ...own] });
};

const addField = (org: Org, action: Extract<Action, { action: 'add' }>): void => {
  org.setSchema(withField(org.schema, action.object, toField(action.field, action.definition)));
  const at = Math.floor(org.clock.now() / 1000);
  const { object } = fieldAt(org.schema, action);
  const planting = { createdAt: at, changedAt: at, userId: '' };
  if (action.visible) grantToProfiles(org, planting, `${object.name}.${action.field}`);
};

const changeSchema = (org: Org, action: Exclude<Action, { action: 'access' | 'add' }>): void => {
  const { schema } = org;
  switch (action.action) {
    case 'remove':
      return org.setSchema(withoutField(schema, action));
    case 'relabel': {
      const { object, field, label } = action;
      if (field === undefined) return org.setSchema(withLabel(schema, object, label));
      return org.setSchema(withChange(schema, { object, field }, { label }));
    }
    case 'picklist': {
      const picklist = action.values.map((value) => ({ value, label: value }));
      const { restricted = fieldAt(schema, action).field.restricted } = action;
      return org.setSchema(withChange(schema, action, { picklist, restricted }));
    }
    default:
      if (action.unique === true) refuseTwins(org, action);
      return org.setSchema(withChange(schema, action, changed(action)));
  }
};

const act = ({ world }: Controlled, action: Action): void => {
  const { org, sessions } = world().state;
  if (action.action === 'access')
    setAccess(org, sessions.userOf(action.user) ?? action.user, action);
  else if (action.action === 'add') addField(org, action);
  else changeSchema(org, action);
  org.touchDescribe();
};

const fieldInfo = ({ name, label, type, nillable, unique, custom, picklist }: Field): object => ({
  name,
  label,
  type,
  required: !nillable && type !== 'boolean',
  unique,
  custom,
  ...(picklist.length === 0 ? {} : { values: picklist.map(({ value }) => value) }),
});

/** `schema`: objects and fields as they are; add, remove, relabel and change fields while the org runs. */
export const schemaControl: Control = (controlled, { method, query, body }) => {
  if (method === 'POST') act(controlled, shape.parse(body));
  const { schema } = controlled.world().state.org;
  const wanted = query.get('object')?.toLowerCase();
  const objects = schema.objects.filter(
    (object) =>
      !isTooling(object) && (wanted === undefined || object.name.toLowerCase() === wanted),
  );
  return objects.map(({ name, label, fields }) => ({
    name,
    label,
    fields: fields.filter((field) => field.name !== '').map(fieldInfo),
  }));
};
