import type { Fields, ObjectDescription } from '../contract/index.ts';
import { sameValue } from './same-value.ts';
import { valueAt } from './value-at.ts';

/** Whether a record holds all that a create was to write, as far as the record's fields are known. */
export const holdsDraft = (
  draft: Fields,
  held: Fields,
  { fields }: Pick<ObjectDescription, 'fields'>,
): boolean =>
  fields
    .filter(({ name }) => Object.hasOwn(draft, name) && Object.hasOwn(held, name))
    .every((field) =>
      sameValue(valueAt(draft, field.name) ?? null, valueAt(held, field.name) ?? null, field),
    );
