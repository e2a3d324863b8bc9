import type { ProductField } from '@concord/core/contract';
import { builder } from './builder.ts';
import { ProductFieldTypeEnum } from './enums.ts';

/** A custom field that the product keeps up to date where the customer has created it. */
export const ProductFieldType = builder.objectRef<ProductField>('ProductField').implement({
  description: 'A custom field that the product would keep up to date, were it there.',
  fields: (t) => ({
    object: t.exposeString('object', { description: "The CRM object's own name." }),
    definedOn: t.exposeString('definedOn', {
      description: 'The object that an admin creates it on, which may be another one.',
    }),
    name: t.exposeString('name', { description: "The CRM's own name of the field." }),
    label: t.exposeString('label', { description: 'What people read in the CRM.' }),
    type: t.expose('type', {
      type: ProductFieldTypeEnum,
      description: 'What kind of value it holds.',
    }),
    maxLength: t.exposeInt('maxLength', {
      nullable: true,
      description: 'Characters at most; null for types that have no length.',
    }),
    unique: t.exposeBoolean('unique', {
      description: 'Whether it is to refuse a second record with the same value: the unique key.',
    }),
  }),
});
