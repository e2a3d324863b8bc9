import type { PicklistValue } from '../schema/field.ts';
import type { SimObject } from '../schema/schema.ts';
import type { Org } from './org.ts';

interface Entry {
  readonly apiName: string;
  readonly label?: string | undefined;
  readonly isDefault?: boolean;
}

const toValue = ({ apiName, label, isDefault = false }: Entry): PicklistValue => ({
  value: apiName,
  label: label ?? apiName,
  isDefault,
});

/** The values of a picklist that the org's rules list; null where the field itself lists them. */
export const ruledValues = (
  org: Org,
  object: SimObject,
  index: number,
): readonly PicklistValue[] | null => {
  const path = `${object.name}.${object.fields[index]?.name ?? ''}`;
  if (path === 'Task.Status') return org.rules.taskStatuses.map(toValue);
  if (path === 'Lead.Status') return org.rules.leadStatuses.map(toValue);
  return path === 'Opportunity.StageName' ? org.rules.opportunityStages.map(toValue) : null;
};
