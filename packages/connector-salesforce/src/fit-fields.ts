import type {
  FieldDescription,
  Fields,
  FieldValue,
  ObjectDescription,
} from '@concord/core/contract';

/**
 * What an object takes of the fields of a new record: empty ones, and those that our user may not
 * create, are left out, and a text ends where its field does.
 *
 * Salesforce refuses the whole record for one text that is too long, and nothing of an activity
 * would be there then. Recorded answers (STRING_TOO_LONG), read 2026-11-21
 */
export const fitFields = (fields: Fields, { fields: known }: ObjectDescription): Fields => {
  const creatable = new Map(known.flatMap((one) => (one.creatable ? [[one.name, one]] : [])));
  return Object.fromEntries(
    Object.entries(fields).flatMap(([name, value]) => {
      const field = creatable.get(name);
      return field === undefined || value === null || value === ''
        ? []
        : [[name, cut(value, field)]];
    }),
  );
};

const cut = (value: FieldValue, { maxLength }: FieldDescription): FieldValue =>
  typeof value === 'string' && maxLength !== null && value.length > maxLength
    ? value.slice(0, maxLength).replace(/[\uD800-\uDBFF]$/, '')
    : value;
