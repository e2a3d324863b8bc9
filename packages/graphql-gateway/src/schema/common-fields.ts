import { catalogue, type PlatformField, type PlatformObject } from '@concord/core/platform';

/** Fields that callers read and give by name: all that the product does not keep by itself. */
export const commonFields = (object: PlatformObject): readonly PlatformField[] =>
  catalogue[object].filter((field) => field.key !== keyField[object] && !isKeptByUs(field));

/** The field that makes a record one of a kind. */
export const keyField = { company: 'domain', person: 'email' } as const satisfies Record<
  PlatformObject,
  string
>;

/** Managed fields follow from writes and plays, except those a caller chooses a value for. */
const isKeptByUs = (field: PlatformField) =>
  field.managed !== undefined && field.choices === undefined;

/** The GraphQL scalar that holds a field's values. */
export const scalarOf = (field: PlatformField) =>
  field.type === 'number' ? 'Float' : field.type === 'boolean' ? 'Boolean' : 'String';

/** One sentence that says what a field is and what its values look like. */
export const describeField = (field: PlatformField): string => {
  if (field.choices) return `${field.label}: ${field.choices.join(', ')}.`;
  if (field.type === 'country') return `${field.label}, as an ISO 3166-1 alpha-2 code.`;
  if (field.type === 'date') return `${field.label}, as \`2026-03-24\`.`;
  return `${field.label}.`;
};
