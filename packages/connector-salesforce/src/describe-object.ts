import type {
  Context,
  FieldDescription,
  FieldType,
  ObjectDescription,
} from '@concord/core/contract';
import { z } from 'zod';
import { choiceDependence } from './choice-dependence.ts';
import { apiRoot } from './limits.ts';
import type { ObjectShape } from './objects/object-shape.ts';
import { parseAnswer } from './parse-answer.ts';
import { askUnlessKept } from './prepared.ts';
import type { SoqlName } from './query-text.ts';

const fieldShape = z.object({
  name: z.string(),
  label: z.string(),
  type: z.string(),
  custom: z.boolean(),
  createable: z.boolean(),
  updateable: z.boolean(),
  nillable: z.boolean(),
  defaultedOnCreate: z.boolean(),
  unique: z.boolean(),
  length: z.number(),
  restrictedPicklist: z.boolean(),
  controllerName: z.string().nullish(),
  picklistValues: z.array(
    z.object({
      active: z.boolean(),
      label: z.string().nullish(),
      value: z.string(),
      validFor: z.string().nullish(),
    }),
  ),
});

const description = z.object({
  queryable: z.boolean(),
  createable: z.boolean(),
  updateable: z.boolean(),
  deletable: z.boolean(),
  fields: z.array(fieldShape),
});

export type RemoteField = z.infer<typeof fieldShape>;

/** Address of what Salesforce tells our user of an object. */
export const describePath = (object: SoqlName): string => `${apiRoot}/sobjects/${object}/describe`;

/** The object as this user sees it: fields without read permission are not in the answer. */
export const describeObject =
  ({ name: object }: Pick<ObjectShape, 'name'>) =>
  async (context: Context): Promise<ObjectDescription> => {
    const request = { path: describePath(object), doing: `describe ${object}`, writes: false };
    const { body } = await askUnlessKept(context, request);
    return toObjectDescription(body, request);
  };

/** What an answer of describe says. */
export const toObjectDescription = (
  body: unknown,
  asked: { readonly doing: string; readonly writes: boolean },
): ObjectDescription => {
  const answer = parseAnswer(description, body, asked);
  const { queryable, createable, updateable, deletable, fields } = answer;
  const byName = new Map(fields.map((field) => [field.name, field]));
  return {
    allows: { read: queryable, create: createable, update: updateable, remove: deletable },
    fields: fields.map((field) => toDescription(field, byName)),
  };
};

const toDescription = (
  field: RemoteField,
  byName: ReadonlyMap<string, RemoteField>,
): FieldDescription => {
  const type = types[field.type] ?? 'unsupported';
  return {
    name: field.name,
    label: field.label,
    type,
    remoteType: field.type,
    custom: field.custom,
    creatable: field.createable,
    updatable: field.updateable,
    required: field.createable && !field.nillable && !field.defaultedOnCreate,
    unique: field.unique,
    maxLength: field.length > 0 ? field.length : null,
    ...(type === 'choice' ? choicesOf(field) : { choices: null }),
    restricted: field.restrictedPicklist,
    mapInstead: codeFieldOf(field.name, byName),
    ...choiceDependence(field, byName),
  };
};

const choicesOf = ({ picklistValues }: RemoteField) => {
  const active = picklistValues.filter((one) => one.active);
  const choices = active.map(({ value }) => value);
  const choiceLabels = active.map(({ label, value }) => label ?? value);
  return choiceLabels.every((label, index) => label === choices[index])
    ? { choices }
    : { choices, choiceLabels };
};

// Salesforce: with state and country picklists the text fields are derived from the code fields,
// and updating one to another value than its code is refused (R-MAP-5).
// help.salesforce.com "State and Country/Territory Picklist Field-Syncing Logic", read 2026-11-21
const codeFieldOf = (name: string, names: ReadonlyMap<string, unknown>): string | null =>
  /(?:State|Country)$/.test(name) && names.has(`${name}Code`) ? `${name}Code` : null;

// Salesforce: values of a field's `type`. A multi-select picklist, a compound and a file are not
// one value that could be filled when empty (R-MAP-4); an encrypted text is shown masked.
// developer.salesforce.com "Field Types", read 2026-11-21
const types: Readonly<Record<string, FieldType>> = {
  string: 'text',
  textarea: 'text',
  email: 'text',
  phone: 'text',
  url: 'text',
  id: 'reference',
  reference: 'reference',
  int: 'number',
  long: 'number',
  double: 'number',
  currency: 'number',
  percent: 'number',
  boolean: 'boolean',
  date: 'date',
  datetime: 'instant',
  picklist: 'choice',
  combobox: 'choice',
};
