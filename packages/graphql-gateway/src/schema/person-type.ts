import type { PlatformRecord } from '@concord/core/platform';
import { builder } from './builder.ts';
import { countArg } from './page-args.ts';
import { checkCount, pageComplexity } from './page.ts';
import { addPartyFields } from './party-fields.ts';
import { addRecordFields } from './record-fields.ts';
import { CompanyType, EmailMessageType, PersonType, TaskType } from './record-refs.ts';

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
      description:
        'The company the person belongs to, also where only a lead names it; null when none is known.',
      resolve: async ({ companyId }, _args, { loaders }) =>
        companyId === null ? null : ((await loaders.record(companyId)) ?? null),
    }),
    tasks: t.field({
      type: [TaskType],
      description: 'The newest tasks about the person; `tasks(filter: { personId })` has all.',
      complexity: pageComplexity,
      args: { first: countArg(t.arg) },
      resolve: async ({ id }: PlatformRecord, { first }, { loaders }) => [
        ...((await loaders.tasks(checkCount(first), id)) ?? []),
      ],
    }),
    emailMessages: t.field({
      type: [EmailMessageType],
      description:
        'The newest emails with the person; `emailMessages(filter: { personId })` has all.',
      complexity: pageComplexity,
      args: { first: countArg(t.arg) },
      resolve: async ({ id }: PlatformRecord, { first }, { loaders }) => [
        ...((await loaders.emailMessages(checkCount(first), id)) ?? []),
      ],
    }),
  }),
});

addPartyFields(PersonType);
addRecordFields(PersonType, 'person');

/** A page of people. */
export const PersonConnectionType = builder.connectionObject(
  { name: 'PersonConnection', type: PersonType, description: 'A page of people.' },
  { name: 'PersonEdge', description: 'A person at their place in the list.' },
);
