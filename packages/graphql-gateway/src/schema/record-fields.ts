import type { PlatformObject, PlatformRecord } from '@concord/core/platform';
import { outcomesPerRecord } from '../loaders.ts';
import { builder } from './builder.ts';
import { commonFields, describeField, scalarOf } from './common-fields.ts';
import { CrmLinkType } from './link-type.ts';
import { OutcomeType } from './outcome-type.ts';
import { fieldsOf, RecordFieldType } from './record-field-type.ts';
import type { CompanyType } from './record-refs.ts';

/** Adds what companies and people have alike. */
export const addRecordFields = (type: typeof CompanyType, object: PlatformObject): void => {
  builder.objectFields(type, (t) => ({
    id: t.exposeID('id', { description: `Opaque id; \`${object}(id:)\` takes it.` }),
    fields: t.field({
      type: [RecordFieldType],
      description: 'Every field with its label, in the order people see them, empty ones too.',
      resolve: fieldsOf,
    }),
    links: t.field({
      type: [CrmLinkType],
      description: 'The CRM records that are this record.',
      resolve: async ({ id }, _args, { loaders }) => [...((await loaders.links(id)) ?? [])],
    }),
    outcomes: t.field({
      type: [OutcomeType],
      description: `The newest outcomes, newest first, ${outcomesPerRecord} at most; \`outcomes(filter: { recordId })\` pages through all.`,
      resolve: async ({ id }, _args, { loaders }) => [...((await loaders.outcomes(id)) ?? [])],
    }),
    updatedAt: t.field({
      type: 'DateTime',
      description: 'When it last changed on the platform.',
      resolve: (record) => record.updatedAt,
    }),
  }));
  for (const field of commonFields(object)) addCommonField(type, field);
};

const addCommonField = (
  type: typeof CompanyType,
  field: ReturnType<typeof commonFields>[number],
): void => {
  builder.objectField(type, field.key, (t) =>
    t.field({
      type: scalarOf(field),
      nullable: true,
      description: describeField(field),
      resolve: (record: PlatformRecord) => record.fields[field.key] as never,
    }),
  );
};
