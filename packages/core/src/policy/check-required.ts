import type { FieldDescription, ObjectDescription, RemoteObject } from '../contract/index.ts';
import type { FieldMapping } from '../platform/index.ts';
import type { MappingFacts } from './check-mappings.ts';
import type { Finding } from './finding.ts';
import { isEmpty } from './is-empty.ts';

/** Fields that the CRM requires and nothing supplies: creates would fail (R-MAP-6). */
export const checkRequired = (facts: MappingFacts): Finding[] => {
  const groups = Map.groupBy(facts.mappings, ({ crmObject }) => crmObject);
  return [...groups].flatMap(([crmObject, mappings]) => {
    const [first] = mappings;
    if (first === undefined || !Object.hasOwn(facts.descriptions, crmObject)) return [];
    return missing(facts, mappings).map((field) => toWarning(first, field));
  });
};

const missing = (
  { descriptions, remotes }: MappingFacts,
  mappings: readonly FieldMapping[],
): FieldDescription[] => {
  const crmObject = mappings[0]?.crmObject ?? '';
  const description: ObjectDescription | undefined = descriptions[crmObject];
  const remote: RemoteObject | undefined = remotes[crmObject];
  if (remote?.write === undefined || description?.allows.create !== true) return [];
  const supplied = new Set(mappings.filter(supplies).map(({ crmField }) => crmField));
  const ours = [remote.write.uniqueKeyField, remote.company?.field];
  return description.fields.filter(
    ({ name, required, creatable }) =>
      required && creatable && !supplied.has(name) && !ours.includes(name),
  );
};

const supplies = ({ direction, platformField, defaultValue }: FieldMapping): boolean =>
  !isEmpty(defaultValue) || (direction !== 'read' && platformField !== null);

const toWarning = ({ object, crmObject }: FieldMapping, field: FieldDescription): Finding => ({
  object,
  crmObject,
  crmField: field.name,
  platformField: null,
  severity: 'warning',
  code: 'required-not-mapped',
  message: `${crmObject} requires ${field.name}, and nothing supplies it: creates would be refused.`,
  remedy: `Map ${field.name} for writing, or give it a default value.`,
});
