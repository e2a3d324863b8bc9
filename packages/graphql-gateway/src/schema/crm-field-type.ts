import type { FieldDescription } from '@concord/core/contract';
import { builder } from './builder.ts';
import { FieldTypeEnum } from './enums.ts';

/** A field of a CRM object. */
export const CrmFieldType = builder.objectRef<FieldDescription>('CrmField').implement({
  description: 'A field of a CRM object, as our user sees it.',
  fields: (t) => ({
    name: t.exposeString('name', { description: "The CRM's own name of the field." }),
    label: t.exposeString('label', { description: 'What people read in the CRM.' }),
    type: t.expose('type', {
      type: FieldTypeEnum,
      description: 'What kind of value it holds.',
    }),
    remoteType: t.exposeString('remoteType', { description: "The CRM's own word for the type." }),
    custom: t.exposeBoolean('custom', { description: 'Whether the customer made the field.' }),
    creatable: t.exposeBoolean('creatable', {
      description: 'Whether our user may set it on a new record.',
    }),
    updatable: t.exposeBoolean('updatable', {
      description: 'Whether our user may change it.',
    }),
    required: t.exposeBoolean('required', {
      description: 'Whether a record cannot be created without it.',
    }),
    unique: t.exposeBoolean('unique', {
      description: 'Whether the CRM refuses a second record with the same value.',
    }),
    maxLength: t.exposeInt('maxLength', {
      nullable: true,
      description: 'Characters at most; null when there is no limit.',
    }),
    choices: t.stringList({
      nullable: true,
      description: 'The values of a choice; null for other types.',
      resolve: (field) => (field.choices === null ? null : [...field.choices]),
    }),
    restricted: t.exposeBoolean('restricted', {
      description: 'Whether the CRM refuses a value outside `choices`.',
    }),
    mapInstead: t.exposeString('mapInstead', {
      nullable: true,
      description: 'The field to map in its place; null when it can be mapped.',
    }),
  }),
});
