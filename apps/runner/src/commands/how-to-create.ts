import type { ProductField } from '@concord/core/contract';
import type { FieldWords } from '../registry/crm.ts';

const typeOf = ({ type, maxLength }: ProductField, { types, hasLengths }: FieldWords): string =>
  hasLengths && maxLength !== null ? `${types[type]}(${maxLength})` : types[type];

const placeOf = ({ object, definedOn }: ProductField): string =>
  object === definedOn ? object : `${definedOn} (for ${object})`;

const groupOf = ({ definedOn }: ProductField, { groups }: FieldWords): string[] => {
  const group = groups[definedOn];
  return group === undefined ? [] : [`in the group "${group}"`];
};

/** How an admin creates a product field, as one line in the words of their CRM. */
export const howToCreate = (field: ProductField, words: FieldWords): string =>
  [
    `on ${placeOf(field)} create "${field.label}"`,
    ...groupOf(field, words),
    `${words.name} ${field.name}`,
    typeOf(field, words),
    ...(field.unique ? words.unique : []),
    ...words.visible,
  ].join(', ');
