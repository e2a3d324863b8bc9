import type { PlatformObject, PlatformRecord } from '@concord/core/platform';
import { builder } from './builder.ts';

/** A company of the platform. */
export const CompanyType = builder.objectRef<PlatformRecord>('Company');

/** A person of the platform. */
export const PersonType = builder.objectRef<PlatformRecord>('Person');

/** An email of the platform. */
export const EmailMessageType = builder.objectRef<PlatformRecord>('EmailMessage');

/** A task of the platform. */
export const TaskType = builder.objectRef<PlatformRecord>('Task');

/** An opportunity of a CRM. */
export const OpportunityType = builder.objectRef<PlatformRecord>('Opportunity');

/** What the API shows any kind of record as. */
export type RecordType = typeof CompanyType;

const types: Readonly<Record<PlatformObject, RecordType>> = {
  company: CompanyType,
  person: PersonType,
  emailMessage: EmailMessageType,
  task: TaskType,
  opportunity: OpportunityType,
};

/** Any of them, where an outcome speaks of one. */
export const PlatformRecordType = builder.unionType('PlatformRecord', {
  description: 'A record of the platform.',
  types: Object.values(types),
  resolveType: (record) => types[record.object],
});
