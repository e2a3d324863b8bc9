import type { CompanyInput, PersonInput } from '@concord/core/engine';
import { builder } from './builder.ts';
import { type CommonValues, commonInputs, type Input, valuesOf } from './common-inputs.ts';

interface CompanyShape extends CommonValues {
  readonly domain: string;
}

interface PersonShape extends CommonValues {
  readonly email: string;
  readonly emails?: readonly string[] | null;
  readonly company?: CompanyShape | null;
}

/** A company to store and to write. */
export const CompanyInputType: Input<CompanyShape> = builder
  .inputRef<CompanyShape>('CompanyInput')
  .implement({
    description: 'A company; a field left out stays as it is, a null one becomes empty.',
    fields: (t) => ({
      domain: t.string({ required: true, description: 'Its domain, in any spelling.' }),
      ...commonInputs(t, 'company'),
    }),
  });

/** A person to store and to write. */
export const PersonInputType: Input<PersonShape> = builder
  .inputRef<PersonShape>('PersonInput')
  .implement({
    description: 'A person; a field left out stays as it is, a null one becomes empty.',
    fields: (t) => ({
      email: t.string({ required: true, description: 'The primary address, in any spelling.' }),
      emails: t.stringList({ description: 'Further addresses of the person.' }),
      company: t.field({ type: CompanyInputType, description: 'The company they belong to.' }),
      ...commonInputs(t, 'person'),
    }),
  });

/** The company as the engine takes it. */
export const toCompany = (company: CompanyShape): CompanyInput => ({
  domain: company.domain,
  fields: valuesOf('company', company),
});

/** The person as the engine takes it. */
export const toPerson = (person: PersonShape): PersonInput => ({
  email: person.email,
  fields: valuesOf('person', person),
  ...(person.emails != null && { emails: person.emails }),
  ...(person.company !== undefined && {
    company: person.company === null ? null : toCompany(person.company),
  }),
});
