import {
  catalogue,
  type MatchedObject,
  type PlatformField,
  type PlatformObject,
} from '@concord/core/platform';
import { choiceEnumOf } from './choice-enums.ts';

/** Fields that callers read and give by name: all that the product does not keep by itself. */
export const commonFields = (object: PlatformObject): readonly PlatformField[] =>
  catalogue[object].filter((field) => !isKeyOf(object, field) && !isKeptByUs(field));

/** The field that makes a company or a person one of a kind. */
export const keyField = { company: 'domain', person: 'email' } as const satisfies Record<
  MatchedObject,
  string
>;

const isKeyOf = (object: PlatformObject, { key }: PlatformField) =>
  (object === 'company' || object === 'person') && key === keyField[object];

/** Managed fields follow from writes and plays, except those a caller chooses a value for. */
const isKeptByUs = (field: PlatformField) =>
  field.managed !== undefined && field.choices === undefined;

const scalars = {
  text: 'String',
  country: 'String',
  date: 'String',
  number: 'Float',
  boolean: 'Boolean',
  instant: 'DateTime',
} as const satisfies Record<PlatformField['type'], string>;

/** The GraphQL type that holds a field's values. */
export const typeOfField = (object: PlatformObject, field: PlatformField) =>
  choiceEnumOf(object, field) ?? scalars[field.type];

/** One sentence that says what a field is and what its values look like. */
export const describeField = (object: PlatformObject, field: PlatformField): string => {
  if (field.choices && choiceEnumOf(object, field) === null) {
    return `${field.label}: ${field.choices.join(', ')}.`;
  }
  if (field.type === 'country') return `${field.label}, as an ISO 3166-1 alpha-2 code.`;
  if (field.type === 'date') return `${field.label}, as \`2026-03-24\`.`;
  return `${field.label}.`;
};
