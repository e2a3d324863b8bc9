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
    const parts = withDerived(unit, facts);
    const why = isFilled(parts, facts)
      ? 'unit-kept'
      : parts.some((part) => refused.has(part))
        ? 'not-convertible'
        : null;
    if (why !== null) for (const part of parts) closed.set(part, why);
  }
  return closed;
};

/** The unit's parts and the fields that the CRM derives them from, as a country's code. */
const withDerived = (unit: FieldNames, { description }: WriteFacts): FieldNames => {
  const derived = description.fields
    .filter(({ name, mapInstead }) => mapInstead !== null && unit.includes(name))
    .map(({ mapInstead }) => mapInstead ?? []);
  return [...unit, ...derived.flat()];
};

/** A part that we may not read counts as filled. */
const isFilled = (parts: FieldNames, { current }: WriteFacts): boolean =>
  current !== null &&
  parts.some((part) => {
    const held = valueAt(current.fields, part);
    return held === undefined || !isEmpty(held);
  });
