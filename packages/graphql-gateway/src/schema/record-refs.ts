import type { PlatformRecord } from '@concord/core/platform';
import { builder } from './builder.ts';

/** A company of the platform. */
export const CompanyType = builder.objectRef<PlatformRecord>('Company');

/** A person of the platform. */
export const PersonType = builder.objectRef<PlatformRecord>('Person');

/** Either, where an outcome speaks of any. */
export const PlatformRecordType = builder.unionType('PlatformRecord', {
  description: 'A record of the platform.',
  types: [CompanyType, PersonType],
  resolveType: (record) => (record.object === 'company' ? CompanyType : PersonType),
});
