import type {
  FieldDescription,
  Fields,
  FieldValue,
  ObjectDescription,
} from '@concord/core/contract';
import { textMax } from './limits.ts';

/**
 * What an object takes of the fields of a new record: empty ones, and those that our user may not
 * create, are left out, and a text ends where its field does.
 *
 * HubSpot refuses the whole record for one property that is read-only or too long, and nothing of
 * an activity would be there then. Recorded answers, read 2026-11-21
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

const cut = (value: FieldValue, { maxLength }: FieldDescription): FieldValue => {
  if (typeof value !== 'string') return value;
  const max = maxLength ?? textMax;
  return value.length > max ? value.slice(0, max).replace(/[\uD800-\uDBFF]$/, '') : value;
};
