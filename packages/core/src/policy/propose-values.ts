import type { FieldDescription, FieldValue } from '../contract/index.ts';
import type { FieldMapping, ManagedTiming, PlatformField } from '../platform/index.ts';
import { converted, type Converted } from './converted.ts';
import { defaultField } from './default-field.ts';
import { isEmpty } from './is-empty.ts';
import { managedValues } from './managed-values.ts';
import { describedFields, type FieldMappings, groupedMappings } from './prepared-fields.ts';
import { toCrmValue } from './to-crm-value.ts';
import { valueAt } from './value-at.ts';
import type { WriteFacts } from './write-facts.ts';

/** What we would have one CRM field hold, before looking at what it holds. */
export interface Proposal {
  readonly crmField: string;
  /** `null` for a field that only has a default, for a lookup and for a value that was given. */
  readonly platformField: string | null;
  /** The field as our user sees it; `null` when it does not. */
  readonly field: FieldDescription | null;
  /** Set when the field is ours to keep up to date. */
  readonly managed: ManagedTiming | null;
  readonly source: 'platform' | 'default';
  readonly offer: Converted;
}

/** One proposal for each CRM field that a mapping, a default or the company lookup speaks of. */
export const proposeValues = (facts: WriteFacts): Proposal[] => {
  const described = describedFields(facts.description);
  const values = platformValues(facts);
  return [...groupByField(facts)].map(([crmField, mapped]) =>
    propose({ facts, crmField, ...mapped, values, field: described.get(crmField) ?? null }),
  );
};

interface Question extends FieldMappings {
  readonly facts: WriteFacts;
  readonly crmField: string;
  readonly values: Readonly<Record<string, FieldValue>>;
  readonly field: FieldDescription | null;
}

const platformValues = ({ record, now, current }: WriteFacts) => ({
  ...record.fields,
  ...managedValues({ record, now, creating: current === null }),
});

const unmapped: FieldMappings = { mappings: [], writtenBy: [] };

const groupByField = (facts: WriteFacts): ReadonlyMap<string, FieldMappings> => {
  const groups = groupedMappings[facts.record.object](facts.mappings);
  const others = [
    facts.uniqueKeyField ?? [],
    facts.company?.field ?? [],
    ...Object.keys(facts.given ?? {}),
    ...Object.keys(facts.defaults),
  ]
    .flat()
    .filter((name) => !groups.has(name));
  if (others.length === 0) return groups;
  return new Map([...groups, ...others.map((name) => [name, unmapped] as const)]);
};

const propose = (question: Question): Proposal =>
  proposeKey(question) ??
  proposeCompany(question) ??
  proposeMapped(question) ??
  proposeGiven(question) ??
  proposeDefault(question) ??
  proposeNothing(question);

/** The unique key is always the record's id, whatever a mapping says (R-DUP-1). */
const proposeKey = ({ facts, crmField, field }: Question): Proposal | null => {
  if (facts.uniqueKeyField !== crmField) return null;
  const offer = offerOf(facts.record.id, field);
  return {
    crmField,
    platformField: 'metadata',
    field,
    managed: 'always',
    source: 'platform',
    offer,
  };
};

/** A value that comes without a platform field of its own, in the form it has. */
const offerOf = (value: FieldValue, field: FieldDescription | null): Converted =>
  field === null ? converted(value) : toCrmValue(value, defaultField(value), field);

const proposeCompany = ({ facts, crmField, field }: Question): Proposal | null => {
  if (facts.company?.field !== crmField) return null;
  const offer = converted(facts.company.crmId);
  return { crmField, platformField: null, field, managed: null, source: 'platform', offer };
};

/** The first mapped platform value that is not empty. */
const proposeMapped = (question: Question): Proposal | null => {
  const { crmField, field, values } = question;
  for (const { mapping, platformField } of question.writtenBy) {
    const value = valueAt(values, platformField.key) ?? null;
    if (isEmpty(value)) continue;
    const managed = managedTiming(platformField, mapping, field);
    const offer = field === null ? converted(value) : toCrmValue(value, platformField, field);
    return {
      crmField,
      platformField: platformField.key,
      field,
      managed,
      source: 'platform',
      offer,
    };
  }
  return null;
};

const proposeGiven = (question: Question): Proposal | null => {
  const { facts, crmField, field } = question;
  const value = valueAt(facts.given ?? {}, crmField) ?? null;
  if (isEmpty(value)) return null;
  const offer = offerOf(value, field);
  return { crmField, platformField: null, field, managed: null, source: 'platform', offer };
};

/** The action's default goes before the mapping's. */
const proposeDefault = (question: Question): Proposal | null => {
  const { facts, crmField, mappings, field } = question;
  const candidates = [
    valueAt(facts.defaults, crmField),
    ...mappings.map(({ defaultValue }) => defaultValue),
  ];
  const value = candidates.find((candidate) => !isEmpty(candidate)) ?? null;
  if (value === null) return null;
  const offer = offerOf(value, field);
  const platformField = question.writtenBy[0]?.platformField.key ?? null;
  return { crmField, platformField, field, managed: null, source: 'default', offer };
};

const proposeNothing = (question: Question): Proposal => {
  const { crmField, field } = question;
  const platformField = question.writtenBy[0]?.platformField.key ?? null;
  const offer = converted(null);
  return { crmField, platformField, field, managed: null, source: 'platform', offer };
};

/** Unless a person agreed, a managed field only fills a standard CRM field (R-MAP-8). */
const managedTiming = (
  platformField: PlatformField,
  mapping: FieldMapping,
  field: FieldDescription | null,
): ManagedTiming | null =>
  field?.custom === true || mapping.confirmed ? (platformField.managed ?? null) : null;
