import type { Org } from '../org/org.ts';
import { ruledValues } from '../org/ruled-values.ts';
import type { SimObject } from '../schema/schema.ts';

/** `picklistValues` of a field whose values the org's rules list, to stand in for the field's own; nothing for others. */
export const ruledPicklist = (org: Org, object: SimObject, index: number): object => {
  const values = ruledValues(org, object, index);
  if (!values) return {};
  return {
    picklistValues: values.map(({ value, label, isDefault = false }) => ({
      active: true,
      defaultValue: isDefault,
      label,
      validFor: null,
      value,
    })),
  };
};
