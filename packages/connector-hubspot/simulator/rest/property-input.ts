import { z } from 'zod';
import type { Property, PropertyOption } from '../schema/property.ts';
import { makeProperty } from '../schema/make-property.ts';

const optionShape = z.object({
  label: z.string(),
  value: z.string(),
  displayOrder: z.int().optional(),
  hidden: z.boolean().default(false),
  description: z.string().optional(),
});

export const optionsShape = z.array(optionShape);

/** A property to make, as the API takes it. */
export const createShape = z.object({
  name: z.string(),
  label: z.string(),
  type: z.enum(['bool', 'date', 'datetime', 'enumeration', 'number', 'phone_number', 'string']),
  fieldType: z.string(),
  groupName: z.string(),
  description: z.string().default(''),
  options: optionsShape.default([]),
  displayOrder: z.int().default(-1),
  hasUniqueValue: z.boolean().default(false),
  hidden: z.boolean().default(false),
  formField: z.boolean().default(false),
  externalOptions: z.boolean().default(false),
});

export type PropertyDraft = z.output<typeof createShape>;

/** Options with an order and no blanks. */
export const toOptionList = (options: z.output<typeof optionsShape>): PropertyOption[] =>
  options.map(({ label, value, hidden, displayOrder, description }, at) => ({
    label,
    value,
    hidden,
    displayOrder: displayOrder ?? at,
    ...(description === undefined ? {} : { description }),
  }));

/** A customer's own property. */
export const makeCustom = (draft: PropertyDraft, now: number): Property => {
  const { name, label, type, fieldType, options, ...more } = draft;
  return makeProperty([name, label], [type, fieldType], {
    ...more,
    options: toOptionList(options),
    hubspotDefined: false,
    readOnlyDefinition: false,
    createdAt: now,
    updatedAt: now,
  });
};
