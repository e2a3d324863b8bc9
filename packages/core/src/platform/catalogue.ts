import type { Represents } from '../contract/index.ts';
import { companyFields } from './company-fields.ts';
import { emailMessageFields } from './email-message-fields.ts';
import type { PlatformField } from './field.ts';
import { opportunityFields } from './opportunity-fields.ts';
import { personFields } from './person-fields.ts';
import { taskFields } from './task-fields.ts';

/** A kind of platform record. */
export type PlatformObject = 'company' | 'person' | 'emailMessage' | 'task' | 'opportunity';

/** The kinds of platform record that are found in a CRM by what people know: a domain, an email. */
export type MatchedObject = 'company' | 'person';

/** Every field of the platform's records, by kind of record. */
export const catalogue: Readonly<Record<PlatformObject, readonly PlatformField[]>> = {
  company: companyFields,
  person: personFields,
  emailMessage: emailMessageFields,
  task: taskFields,
  opportunity: opportunityFields,
};

/** What the CRM objects of each kind of record say that they represent. */
export const representing: Readonly<Record<PlatformObject, Represents>> = {
  company: 'company',
  person: 'person',
  emailMessage: 'email',
  task: 'task',
  opportunity: 'opportunity',
};

/** What mappings may speak of; a task has one layout for all (R-TASK-3). */
export const mappedObjects = ['company', 'person', 'emailMessage', 'opportunity'] as const;

const byKey = (fields: readonly PlatformField[]) =>
  new Map(fields.map((field) => [field.key, field]));

const found: Readonly<Record<PlatformObject, ReadonlyMap<string, PlatformField>>> = {
  company: byKey(companyFields),
  person: byKey(personFields),
  emailMessage: byKey(emailMessageFields),
  task: byKey(taskFields),
  opportunity: byKey(opportunityFields),
};

/** The field with this key; `null` when the platform has none. */
export const findPlatformField = (object: PlatformObject, key: string): PlatformField | null =>
  found[object].get(key) ?? null;

/** A field's label as people read it: `Unify Metadata` for the managed field `metadata`. */
export const labelOf = (field: PlatformField, brandPrefix: string): string =>
  field.managed === undefined ? field.label : `${brandPrefix} ${field.label}`;
