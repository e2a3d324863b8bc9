import type { PlatformField, PlatformObject, PlatformRecord } from '@concord/core/platform';
import { outcomesPerRecord } from '../loaders.ts';
import { builder } from './builder.ts';
import { commonFields, describeField, typeOfField } from './common-fields.ts';
import { CrmLinkType } from './link-type.ts';
import { OutcomeType } from './outcome-type.ts';
import { fieldsOf, RecordFieldType } from './record-field-type.ts';
import type { RecordType } from './record-refs.ts';

/** Adds what records of every kind have alike, and the fields of their own. */
export const addRecordFields = (type: RecordType, object: PlatformObject): void => {
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
    updatedAt: t.expose('updatedAt', {
      type: 'DateTime',
      description: 'When it last changed on the platform.',
    }),
  }));
  for (const field of commonFields(object)) addCommonField(type, object, field);
};

const addCommonField = (type: RecordType, object: PlatformObject, field: PlatformField): void => {
  builder.objectField(type, field.key, (t) =>
    t.field({
      type: typeOfField(object, field),
      nullable: true,
      description: describeField(object, field),
      resolve: (record: PlatformRecord) => record.fields[field.key] as never,
    }),
  );
};
