import type { FieldDescription, FieldType } from '@concord/core/contract';
import { z } from 'zod';

// HubSpot: a property's definition. OpenAPI description and recorded answers, read 2026-11-21
export const propertyShape = z.object({
  name: z.string(),
  label: z.string(),
  type: z.string(),
  fieldType: z.string(),
  options: z
    .array(z.object({ label: z.string(), value: z.string(), hidden: z.boolean().default(false) }))
    .default([]),
  calculated: z.boolean().default(false),
  externalOptions: z.boolean().default(false),
  hasUniqueValue: z.boolean().default(false),
  hubspotDefined: z.boolean().default(false),
  referencedObjectType: z.string().nullish(),
  modificationMetadata: z.object({ readOnlyValue: z.boolean() }).optional(),
});

export type Property = z.output<typeof propertyShape>;

/** What our token may do with the records of the object. */
export interface Rights {
  readonly create: boolean;
  readonly update: boolean;
}

/** One property, as our app may use it. */
export const describeProperty = (property: Property, rights: Rights): FieldDescription => {
  const type = typeOf(property);
  const isWritable = canWrite(property);
  return {
    name: property.name,
    label: property.label,
    type,
    remoteType: remoteTypeOf(property),
    custom: !property.hubspotDefined,
    creatable: isWritable && rights.create,
    updatable: isWritable && rights.update,
    required: false,
    unique: property.hasUniqueValue,
    // HubSpot: characters of a text. developers.hubspot.com "Properties", read 2026-11-21
    maxLength: type === 'text' ? 65_536 : null,
    ...(type === 'choice' ? choicesOf(property) : { choices: null }),
    restricted: type === 'choice' && isClosedList(property),
    mapInstead: null,
  };
};

// HubSpot: the types of values, and of how they are edited. The specification lists fewer than
// there are. Recorded answers, read 2026-11-21
const types: Readonly<Record<string, FieldType>> = {
  string: 'text',
  phone_number: 'text',
  number: 'number',
  bool: 'boolean',
  date: 'date',
  datetime: 'instant',
  enumeration: 'choice',
  json: 'unsupported',
  object_coordinates: 'unsupported',
};

/** Several values in one, or the id of a file, cannot be filled when empty (R-MAP-4). */
const ofFieldType: Readonly<Record<string, FieldType>> = {
  checkbox: 'unsupported',
  file: 'unsupported',
};

const isKnown = ({ type }: Property): boolean => Object.hasOwn(types, type);

const typeOf = (property: Property): FieldType => {
  const { type, fieldType, referencedObjectType } = property;
  if (!isKnown(property)) return 'text';
  if (type === 'enumeration' && fieldType === 'booleancheckbox') return 'boolean';
  // HubSpot: an owner is named by its id, and the list of owners is not among the options.
  if (type === 'enumeration' && referencedObjectType === 'OWNER') return 'reference';
  return ofFieldType[fieldType] ?? types[type] ?? 'text';
};

const remoteTypeOf = ({ type, fieldType }: Property): string =>
  fieldType === 'checkbox' ? `${type} (several)` : type;

/** Whether values of it may be set by anybody: of a type that nobody knows, none are. */
const canWrite = (property: Property): boolean =>
  property.modificationMetadata?.readOnlyValue === false &&
  !property.calculated &&
  isKnown(property);

// HubSpot: where options live elsewhere, those that are shown need not be all.
// developers.hubspot.com "Properties", read 2026-11-21
const isClosedList = ({ externalOptions, options }: Property): boolean =>
  !externalOptions && options.length > 0;

const choicesOf = ({ options }: Property) =>
  labelled(options.filter(({ hidden }) => !hidden).map(({ value, label }) => [value, label]));

/** Choices with what people read for them, where that says more. */
export const labelled = (
  all: readonly (readonly [value: string, label: string])[],
): Required<Pick<FieldDescription, 'choices'>> & Pick<FieldDescription, 'choiceLabels'> => {
  const choices = all.map(([value]) => value);
  return all.every(([value, label]) => value === label)
    ? { choices }
    : { choices, choiceLabels: all.map(([, label]) => label) };
};
