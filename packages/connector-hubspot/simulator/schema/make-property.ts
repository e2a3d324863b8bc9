import type { Property, PropertyOption, PropertyType } from './property.ts';

const epoch = Date.UTC(2019, 7, 6, 2, 41, 8);

/** A property of HubSpot's own that everybody may write, with whatever `more` says otherwise. */
export const makeProperty = (
  [name, label]: readonly [string, string],
  [type, fieldType]: readonly [PropertyType, string],
  more: Partial<Property> = {},
): Property => ({
  name,
  label,
  type,
  fieldType,
  description: '',
  groupName: '',
  options: [],
  displayOrder: -1,
  calculated: false,
  externalOptions: false,
  hasUniqueValue: false,
  hidden: false,
  hubspotDefined: true,
  formField: true,
  readOnlyValue: false,
  readOnlyDefinition: true,
  referencedObjectType: null,
  isMultiple: fieldType === 'checkbox',
  createdAt: epoch,
  updatedAt: epoch,
  archivedAt: null,
  ...more,
});

type Named = readonly [name: string, label: string];

/** Options of an enumeration from `value` or `value=Label`. */
export const toOptions = (values: readonly string[]): PropertyOption[] =>
  values.map((text, displayOrder) => {
    const [value = '', label = value] = text.split('=');
    return { label, value, displayOrder, hidden: false };
  });

export const text = (named: Named, more?: Partial<Property>): Property =>
  makeProperty(named, ['string', 'text'], more);

export const longText = (named: Named, more?: Partial<Property>): Property =>
  makeProperty(named, ['string', 'textarea'], more);

export const html = (named: Named, more?: Partial<Property>): Property =>
  makeProperty(named, ['string', 'html'], more);

export const phone = (named: Named, more?: Partial<Property>): Property =>
  makeProperty(named, ['string', 'phonenumber'], more);

export const decimal = (named: Named, more?: Partial<Property>): Property =>
  makeProperty(named, ['number', 'number'], more);

export const moment = (named: Named, more?: Partial<Property>): Property =>
  makeProperty(named, ['datetime', 'date'], more);

export const day = (named: Named, more?: Partial<Property>): Property =>
  makeProperty(named, ['date', 'date'], more);

export const flag = (named: Named, more?: Partial<Property>): Property =>
  makeProperty(named, ['bool', 'booleancheckbox'], {
    options: toOptions(['true=Yes', 'false=No']),
    ...more,
  });

export const choice = (
  named: Named,
  values: readonly string[],
  more?: Partial<Property>,
): Property =>
  makeProperty(named, ['enumeration', 'select'], { options: toOptions(values), ...more });

export const checkboxes = (
  named: Named,
  values: readonly string[],
  more?: Partial<Property>,
): Property =>
  makeProperty(named, ['enumeration', 'checkbox'], { options: toOptions(values), ...more });

/** What only HubSpot writes. */
export const readOnly = (property: Property, more?: Partial<Property>): Property => ({
  ...property,
  readOnlyValue: true,
  formField: false,
  ...more,
});

/** What HubSpot works out of other values. */
export const calculated = (property: Property): Property =>
  readOnly(property, { calculated: true, fieldType: 'calculation_equation' });

/** All of the group. */
export const inGroup = (groupName: string, properties: readonly Property[]): Property[] =>
  properties.map((property) => ({ ...property, groupName }));
