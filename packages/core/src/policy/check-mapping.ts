import type { FieldDescription } from '../contract/index.ts';
import {
  catalogue,
  type FieldMapping,
  findPlatformField,
  mappedObjects,
  type PlatformObject,
  representing,
} from '../platform/index.ts';
import type { MappingFacts } from './check-mappings.ts';
import { checkDefault } from './check-default.ts';
import { checkPair } from './check-pair.ts';
import type { Finding } from './finding.ts';
import { nearestName } from './nearest-name.ts';
import { toFinding } from './to-finding.ts';

/** What is wrong with one mapping by itself. */
export const checkMapping = (mapping: FieldMapping, facts: MappingFacts): Finding[] => {
  const { crmObject, crmField } = mapping;
  if (!mappable.has(mapping.object)) return [notMappable(mapping)];
  const remote = own(facts.remotes, crmObject);
  const description = own(facts.descriptions, crmObject);
  if (remote?.represents !== representing[mapping.object] || description === null) {
    return [unknownObject(mapping, facts)];
  }
  const field = description.fields.find(({ name }) => name === crmField);
  if (field === undefined) return [unknownField(mapping, description.fields)];
  return [...checkDefault(mapping, field), ...checkSides(mapping, { field, facts })];
};

const checkSides = (
  mapping: FieldMapping,
  { field, facts }: { readonly field: FieldDescription; readonly facts: MappingFacts },
): Finding[] => {
  if (mapping.platformField === null) return checkPair(mapping, { field, facts, from: null });
  const from = findPlatformField(mapping.object, mapping.platformField);
  return from === null
    ? [unknownPlatformField(mapping)]
    : checkPair(mapping, { field, facts, from });
};

const mappable: ReadonlySet<PlatformObject> = new Set(mappedObjects);

/** R-TASK-3 */
const notMappable = (mapping: FieldMapping): Finding =>
  toFinding(mapping, {
    code: 'not-mappable',
    message: `Fields of a ${mapping.object} are not mapped: they are written the same way in every account.`,
    remedy: 'Remove the mapping.',
  });

const own = <T>(values: Readonly<Record<string, T>>, name: string): T | null =>
  Object.hasOwn(values, name) ? (values[name] ?? null) : null;

const suggestion = (name: string | null): string => (name === null ? '' : ` Did you mean ${name}?`);

const unknownObject = (mapping: FieldMapping, { remotes }: MappingFacts): Finding => {
  const fitting = Object.keys(remotes).filter(
    (name) => own(remotes, name)?.represents === representing[mapping.object],
  );
  return toFinding(mapping, {
    code: 'unknown-object',
    message: `${mapping.crmObject} holds no ${mapping.object} records in this account.`,
    remedy: `Use one of ${fitting.join(', ')}.`,
  });
};

const unknownField = (mapping: FieldMapping, fields: readonly FieldDescription[]): Finding => {
  const { crmObject, crmField } = mapping;
  const near = nearestName(
    crmField,
    fields.map(({ name }) => name),
  );
  return toFinding(mapping, {
    code: 'unknown-field',
    message: `${crmObject} has no field ${crmField}, or the connected user may not see it.`,
    remedy: `Correct the name, create the field, or let the connected user see it.${suggestion(near)}`,
  });
};

const unknownPlatformField = (mapping: FieldMapping): Finding => {
  const typed = mapping.platformField ?? '';
  const near = nearestName(
    typed,
    catalogue[mapping.object].map(({ key }) => key),
  );
  return toFinding(mapping, {
    code: 'unknown-platform-field',
    message: `A ${mapping.object} has no field "${typed}".`,
    remedy: `Use the key of a ${mapping.object} field.${suggestion(near)}`,
  });
};
