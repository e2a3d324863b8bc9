import type { ObjectType } from '../schema/object-type.ts';
import type { Value } from '../store/table.ts';
import { type BadValue, refuseValues } from './bad-value.ts';
import { refuse } from './refusal.ts';
import type { Saving } from './saving.ts';

/** A record as it will be after the write. */
export interface Checked {
  readonly type: ObjectType;
  readonly isNew: boolean;
  readonly get: (name: string) => Value;
}

const checkType = ({ type, isNew, get }: Checked): void => {
  const missing = type.requiredProperties.filter((name) => isNew && get(name) === null);
  if (missing.length === 0) return;
  refuse(`Error creating ${type.messageName}. Some required properties were not set.`, {
    context: { properties: missing },
  });
};

const problemsOf = ({ portal }: Saving, { type, isNew, get }: Checked): BadValue[] =>
  portal.rules.required
    .filter(({ object, property }) => object === type.name && get(property) === null)
    .filter(({ when }) =>
      when === undefined ? isNew : when.values.includes(get(when.property) ?? ''),
    )
    .map(({ property, when }) => ({
      name: property,
      error:
        when === undefined ? 'MISSING_REQUIRED_PROPERTY' : 'MISSING_CONDITIONAL_REQUIRED_PROPERTY',
      message: `Property "${property}" is required`,
    }));

/** Refuses a record without the properties it must have; administrators' rules hold on the 2026-09 paths alone. */
export const checkRequired = (saving: Saving, checked: Checked): void => {
  checkType(checked);
  if (!saving.enforcesRules) return;
  const problems = problemsOf(saving, checked);
  if (problems.length > 0) refuseValues(saving.portal.id, problems);
};
