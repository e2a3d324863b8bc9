import type { FieldNames, Fields, ObjectDescription } from '../contract/index.ts';
import { isEmpty } from './is-empty.ts';
import { sameValue } from './same-value.ts';
import { valueAt } from './value-at.ts';

/** A decided update, and what the record holds right before it is sent. */
export interface AsPlannedFacts {
  readonly before: Fields;
  readonly held: Fields;
  readonly description: ObjectDescription;
  /** Fields that are one value together, as far as our user sees them. */
  readonly units: readonly FieldNames[];
}

/**
 * Whether the record still holds what an update was decided upon: nobody has filled one of its
 * fields since, nor another part of an address that was empty (R-OVERWRITE-5, R-OVERWRITE-7).
 */
export const isAsPlanned = ({ before, held, description, units }: AsPlannedFacts): boolean => {
  const isSame = description.fields
    .filter(({ name }) => Object.hasOwn(before, name))
    .every((field) =>
      sameValue(valueAt(before, field.name) ?? null, valueAt(held, field.name) ?? null, field),
    );
  const fills = (part: string) => Object.hasOwn(before, part) && isEmpty(valueAt(before, part));
  return (
    isSame &&
    units
      .filter((unit) => unit.some(fills))
      .every((unit) => unit.every((part) => isEmpty(valueAt(held, part))))
  );
};
