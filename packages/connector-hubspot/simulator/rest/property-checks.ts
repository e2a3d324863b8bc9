import type { Portal } from '../portal/portal.ts';
import { Refusal, refuse } from '../portal/refusal.ts';
import type { ObjectType } from '../schema/object-type.ts';
import type { Property } from '../schema/property.ts';
import type { PropertyDraft } from './property-input.ts';

// HubSpot: type and field type have to correspond. developers.hubspot.com, read 2026-11-21
const fieldTypes: Readonly<Record<string, readonly string[]>> = {
  bool: ['booleancheckbox', 'calculation_equation'],
  date: ['date'],
  datetime: ['date'],
  enumeration: ['booleancheckbox', 'calculation_equation', 'checkbox', 'radio', 'select'],
  number: ['calculation_equation', 'number'],
  phone_number: ['phonenumber'],
  string: ['calculation_equation', 'file', 'html', 'phonenumber', 'text', 'textarea'],
};

const uniqueMax = 10;
const customMax = 1000;

const checkLimits = (own: readonly Property[], draft: PropertyDraft): void => {
  if (own.length >= customMax) refuse(`You have reached the limit of ${customMax} properties`);
  const unique = own.filter(({ hasUniqueValue }) => hasUniqueValue).length;
  if (draft.hasUniqueValue && unique >= uniqueMax)
    refuse(`You have reached the limit of ${uniqueMax} unique properties`);
};

/** Refuses a property that HubSpot would not make. */
export const checkNewProperty = (portal: Portal, type: ObjectType, draft: PropertyDraft): void => {
  const { properties, groups } = portal.objectSchema(type.name);
  const { name } = draft;
  if (!/^[a-z][a-z0-9_]*$/u.test(name) || name.length > 100)
    refuse(`Property name '${name}' is invalid. It must be lower case letters, digits and _.`);
  if (fieldTypes[draft.type]?.includes(draft.fieldType) !== true)
    refuse(`fieldType '${draft.fieldType}' does not correspond to type '${draft.type}'`);
  if (groups.get(draft.groupName)?.archived !== false)
    refuse(`Property group '${draft.groupName}' does not exist.`);
  const known = properties.get(name);
  if (known?.archivedAt === null)
    throw new Refusal(409, {
      message: `A property named '${name}' already exists.`,
      category: 'OBJECT_ALREADY_EXISTS',
      subCategory: 'Properties.PROPERTY_WITH_NAME_EXISTS',
    });
  checkLimits(
    [...properties.values()].filter(({ hubspotDefined }) => !hubspotDefined),
    draft,
  );
};

/** HubSpot: an archived property is shown to those who ask for archived ones, and to nobody else. developers.hubspot.com, read 2026-11-22 */
export const isShown = ({ archivedAt }: Property, isArchived: boolean): boolean =>
  (archivedAt !== null) === isArchived;

/** A property that is there, or that is archived where such a one is asked for. */
export const propertyOf = (
  portal: Portal,
  type: ObjectType,
  { name, isArchived }: { name: string; isArchived: boolean },
): Property => {
  const property = portal.objectSchema(type.name).properties.get(name);
  if (property && isShown(property, isArchived)) return property;
  throw new Refusal(404, {
    message: `Property '${name}' does not exist for object type ${type.typeId}`,
    category: 'OBJECT_NOT_FOUND',
    subCategory: 'Properties.PROPERTY_NOT_FOUND',
  });
};
