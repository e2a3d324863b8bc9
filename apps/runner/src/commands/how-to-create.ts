import type { ProductField } from '@concord/core/contract';

const typeNames: Readonly<Record<ProductField['type'], string>> = {
  text: 'Text',
  'long-text': 'Long Text Area',
  number: 'Number',
  boolean: 'Checkbox',
  date: 'Date',
  instant: 'Date/Time',
};

const lengthOf = ({ maxLength }: ProductField): string =>
  maxLength === null ? '' : `(${maxLength})`;

const placeOf = ({ object, definedOn }: ProductField): string =>
  object === definedOn ? object : `${definedOn} (for ${object})`;

/** How an admin creates a product field, as one line. */
export const howToCreate = (field: ProductField): string =>
  [
    `on ${placeOf(field)} create "${field.label}"`,
    `API name ${field.name}`,
    `${typeNames[field.type]}${lengthOf(field)}`,
    ...(field.unique ? ['External ID', 'Unique (not case-sensitive)'] : []),
    'visible and editable for our user',
  ].join(', ');
