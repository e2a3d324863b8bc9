import type { FieldNames } from '../contract/index.ts';
import { isEmpty } from './is-empty.ts';
import type { Proposal } from './propose-values.ts';
import { valueAt } from './value-at.ts';
import type { WriteFacts } from './write-facts.ts';

/** Fields that belong to a unit we must not fill, and why (R-OVERWRITE-5). */
export const closedUnits = (
  facts: WriteFacts,
  proposals: readonly Proposal[],
): Map<string, 'unit-kept' | 'not-convertible'> => {
  const refused = new Set(
    proposals.filter(({ offer }) => !offer.ok).map(({ crmField }) => crmField),
  );
  const closed = new Map<string, 'unit-kept' | 'not-convertible'>();
  for (const unit of facts.units) {
    const derived = derivedFrom(unit, facts);
    const parts = [...unit, ...derived];
    const why = isFilled({ unit, derived }, facts)
      ? 'unit-kept'
      : parts.some((part) => refused.has(part))
        ? 'not-convertible'
        : null;
    if (why !== null) for (const part of parts) closed.set(part, why);
  }
  return closed;
};

/** Fields that take a part's place, as a country's code where the account has codes (R-MAP-5). */
const derivedFrom = (unit: FieldNames, { description }: WriteFacts): string[] =>
  description.fields
    .filter(({ name }) => unit.includes(name))
    .flatMap(({ mapInstead }) => mapInstead ?? []);

interface Parts {
  readonly unit: FieldNames;
  readonly derived: FieldNames;
}

/** A part that we may not read counts as filled; one in its place shows through the part. */
const isFilled = ({ unit, derived }: Parts, { current, description }: WriteFacts): boolean => {
  if (current === null) return false;
  const seen = description.fields.filter(({ name }) => Object.hasOwn(current.fields, name));
  const isHidden = unit.some((part) => !seen.some(({ name }) => name === part));
  return isHidden || [...unit, ...derived].some((part) => !isEmpty(valueAt(current.fields, part)));
};
