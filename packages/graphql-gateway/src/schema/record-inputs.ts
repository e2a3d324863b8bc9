import type { FieldValue } from '@concord/core/contract';
import type { CompanyInput, PersonInput } from '@concord/core/engine';
import type { PlatformObject } from '@concord/core/platform';
import type { InputObjectRef } from '@pothos/core';
import { builder, type ApiTypes } from './builder.ts';
import { commonFields, describeField, scalarOf } from './common-fields.ts';

/** Values of common fields by key; absent ones stay, null ones become empty. */
type CommonValues = Readonly<Record<string, unknown>>;

interface CompanyShape extends CommonValues {
  readonly domain: string;
}

interface PersonShape extends CommonValues {
  readonly email: string;
  readonly emails?: readonly string[] | null;
  readonly company?: CompanyShape | null;
}

type Input<Shape> = InputObjectRef<ApiTypes, Shape>;

type InputFields = Parameters<Parameters<typeof builder.inputType>[1]['fields']>[0];

const commonInputs = (t: InputFields, object: PlatformObject) =>
  Object.fromEntries(
    commonFields(object).map((field) => [
      field.key,
      t.field({ type: scalarOf(field), description: describeField(field) }),
    ]),
  );

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

const valuesOf = (object: PlatformObject, values: CommonValues): Record<string, FieldValue> =>
  Object.fromEntries(
    commonFields(object)
      .filter((field) => values[field.key] !== undefined)
      .map((field) => [field.key, values[field.key] as FieldValue]),
  );

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
