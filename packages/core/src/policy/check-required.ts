import {
  type EmailContent,
  type FieldDescription,
  type ObjectDescription,
  type RemoteObject,
  type TaskContent,
  toInstant,
} from '../contract/index.ts';
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
  const ours = suppliedByUs(remote, description);
  return description.fields.filter(
    ({ name, required, creatable }) =>
      required && creatable && !supplied.has(name) && !ours.has(name),
  );
};

/** Fields that no mapping needs to supply. */
const suppliedByUs = (
  { write, company, companyText, activities }: RemoteObject,
  description: ObjectDescription,
): ReadonlySet<string | undefined> =>
  new Set([
    write?.uniqueKeyField,
    company?.field,
    companyText?.name,
    companyText?.domain,
    ...Object.keys(activities?.email?.(sampleEmail, description) ?? {}),
    ...Object.keys(activities?.task?.(sampleTask, description) ?? {}),
  ]);

/** They show which fields a layout fills. */
const sampleEmail: EmailContent = {
  messageId: '<1@acme.com>',
  threadId: '1',
  direction: 'outbound',
  subject: 'Hello',
  html: '<p>Hello</p>',
  text: 'Hello',
  sentAt: toInstant(0),
  sender: 'jo@acme.com',
  recipients: ['al@acme.com'],
};
const sampleTask: TaskContent = {
  kind: 'email',
  subject: 'Hello',
  note: 'Hello',
  isDone: true,
  priority: 'medium',
  dueAt: toInstant(0),
  endedAt: toInstant(0),
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
