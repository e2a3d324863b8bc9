import type { PlatformRecord } from '@concord/core/platform';
import { builder } from './builder.ts';
import { addRecordFields } from './record-fields.ts';
import { CompanyType, PersonType } from './record-refs.ts';

builder.objectType(PersonType, {
  description: 'A person of the platform, one of a kind by email address.',
  fields: (t) => ({
    email: t.string({
      description: 'The primary address, normalised: what the person is matched by.',
      resolve: (person: PlatformRecord) => person.key,
    }),
    emails: t.stringList({
      description: 'Every address known for the person, the primary one first.',
      resolve: (person: PlatformRecord) => [...person.keys],
    }),
    company: t.field({
      type: CompanyType,
      nullable: true,
      description: 'The company the person belongs to; null when none is known.',
      resolve: async ({ companyId }, _args, { loaders }) =>
        companyId === null ? null : ((await loaders.record(companyId)) ?? null),
    }),
  }),
});

addRecordFields(PersonType, 'person');

/** A page of people. */
export const PersonConnectionType = builder.connectionObject(
  { name: 'PersonConnection', type: PersonType, description: 'A page of people.' },
  { name: 'PersonEdge', description: 'A person at their place in the list.' },
);
