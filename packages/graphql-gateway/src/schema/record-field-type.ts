import type { FieldValue } from '@concord/core/contract';
import {
  catalogue,
  defaultSettings,
  labelOf,
  type PlatformField,
  type PlatformRecord,
  type Source,
} from '@concord/core/platform';
import { builder } from './builder.ts';

interface RecordField {
  readonly field: PlatformField;
  readonly value: FieldValue;
  readonly source: Source | null;
}

/** Every field of a record in the order people see them, empty ones too. */
export const fieldsOf = (record: PlatformRecord): RecordField[] =>
  catalogue[record.object].map((field) => ({
    field,
    value: record.fields[field.key] ?? null,
    source: record.sources[field.key] ?? null,
  }));

const SourceType = builder.objectRef<Source>('Source').implement({
  description: 'The CRM record that a value was read from.',
  fields: (t) => ({
    connectionId: t.exposeID('connectionId', { description: 'The connection that holds it.' }),
    crmObject: t.exposeString('crmObject', { description: "The CRM object's own name." }),
    crmId: t.exposeString('crmId', { description: "The record's id in the CRM." }),
  }),
});

/** One field of a platform record with its value. */
export const RecordFieldType = builder.objectRef<RecordField>('RecordField').implement({
  description: 'One field of a platform record with its value.',
  fields: (t) => ({
    key: t.string({
      description: "The platform's name of the field: `employeeCount`.",
      resolve: ({ field }) => field.key,
    }),
    label: t.string({
      description: 'What people read.',
      resolve: ({ field }) => labelOf(field, defaultSettings.brandPrefix),
    }),
    value: t.field({
      type: 'FieldValue',
      nullable: true,
      description: 'The value; null when it is empty.',
      resolve: ({ value }) => value,
    }),
    source: t.field({
      type: SourceType,
      nullable: true,
      description: 'The CRM record it was read from; null for a value of the platform itself.',
      resolve: ({ source }) => source,
    }),
  }),
});
