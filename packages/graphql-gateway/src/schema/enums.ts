import type {
  FieldDescription,
  Permission,
  ProductField,
  Represents,
} from '@concord/core/contract';
import type { Activity, Guarantee } from '@concord/core/engine';
import type {
  ConnectionSettings,
  ConnectionState,
  Direction,
  PlatformObject,
} from '@concord/core/platform';
import type { Finding } from '@concord/core/policy';
import type { RunKind, RunState } from '@concord/core/ports';
import { defineEnum } from './define-enum.ts';

export const PlatformObjectEnum = defineEnum<PlatformObject>(
  'PlatformObject',
  'A kind of platform record.',
  {
    company: 'A company, one of a kind by its domain.',
    person: 'A person, one by email address.',
    emailMessage: 'An email that the platform sent or received.',
    task: 'Something for a person of ours to do.',
    opportunity: 'A deal, which belongs to the CRM and is only read.',
  },
);

export const ConnectionStateEnum = defineEnum<ConnectionState>(
  'ConnectionState',
  'Whether a connection can work.',
  {
    setup: 'Connected; its mappings are not confirmed yet.',
    active: 'Ready to read and write as its switches say.',
    'needs-reconnect': 'The credentials no longer work; work waits until somebody reconnects.',
    paused: 'Stopped by a person; work waits.',
  },
);

export const CreateAsEnum = defineEnum<ConnectionSettings['createAs']>(
  'CreateAs',
  'Which CRM object new people become.',
  {
    contactsAndAccounts: 'A contact, and its account.',
    leads: 'A lead, unless the person is a contact already.',
  },
);

export const EmailWritebackEnum = defineEnum<ConnectionSettings['emailWriteback']>(
  'EmailWriteback',
  'Where automatic emails are recorded; manual ones are always tasks.',
  {
    emailMessage: "As an email, where the account has the CRM's email object.",
    task: 'As a completed task, a reply without its content.',
  },
);

export const DirectionEnum = defineEnum<Direction>(
  'Direction',
  'Which way a field mapping carries values.',
  {
    read: 'From the CRM to the platform.',
    write: 'From the platform to the CRM.',
    readWrite: 'Both ways.',
  },
);

export const RepresentsEnum = defineEnum<Represents>(
  'Represents',
  'What the records of a CRM object are to the platform.',
  {
    company: 'Companies.',
    person: 'People.',
    email: 'Email messages.',
    task: 'Tasks.',
    opportunity: 'Opportunities.',
    user: 'The users of the CRM.',
    relation: "That two other records belong together, as a person's role in an opportunity.",
  },
);

export const ActivityStateEnum = defineEnum<Activity['state']>(
  'ActivityState',
  'What a connection is doing.',
  {
    idle: 'Nothing.',
    reading: 'Reading changes from the CRM; writes wait.',
    writing: 'Writing to the CRM.',
    reprocessing: 'Planning records anew after a change of mappings; reads and writes go first.',
  },
);

export const UpdateGuaranteeEnum = defineEnum<Guarantee['update']>(
  'UpdateGuarantee',
  'What keeps an update from replacing what a person typed in the meantime.',
  {
    atomic: 'The CRM itself refuses the update when the record has changed.',
    compensating:
      'What a person types in the instant of the update is found in the history and put back.',
    none: 'Nothing; only a fresh read just before the write.',
  },
);

export const PermissionStateEnum = defineEnum<Permission['state']>(
  'PermissionState',
  'What is known of a permission of our user.',
  {
    granted: 'Our user has it.',
    missing: 'Our user lacks it.',
    unknown: 'The CRM does not let us look.',
  },
);

export const ProductFieldTypeEnum = defineEnum<ProductField['type']>(
  'ProductFieldType',
  'What kind of value a product field holds.',
  {
    text: 'Text of one line.',
    'long-text': 'Text of many lines.',
    number: 'A number.',
    boolean: 'True or false.',
    date: 'A day.',
    instant: 'A point in time.',
  },
);

export const CreateGuaranteeEnum = defineEnum<Guarantee['create']>(
  'CreateGuarantee',
  'What keeps a create from making a second record.',
  {
    uniqueKey: 'The CRM refuses a second record with our unique key.',
    quietPeriod: 'A lost create is looked for again after a quiet period.',
  },
);

export const SeverityEnum = defineEnum<Finding['severity']>(
  'Severity',
  'How much a finding weighs.',
  {
    error: 'The mapping cannot be saved or used.',
    warning: 'Writes may fail.',
  },
);

export const FindingCodeEnum = defineEnum<Finding['code']>(
  'FindingCode',
  'What kind of problem a field mapping has.',
  {
    'unknown-object': 'The CRM has no such object.',
    'unknown-field': 'The CRM object has no such field, or our user may not see it.',
    'unknown-platform-field': 'The platform has no such field.',
    'type-mismatch': 'The two fields hold different kinds of value.',
    'not-writable': 'Our user may not write the CRM field.',
    'not-readable': 'Our user may not read the CRM field.',
    'unsupported-type': 'The type of the CRM field is not supported.',
    'map-instead': 'The CRM derives this field from another one, which is to be mapped instead.',
    'required-not-mapped': 'The CRM requires the field, and nothing would fill it.',
    'needs-confirmation': 'The mapping would let a standard CRM field be overwritten.',
    'mapped-twice': 'Two mappings would write the same CRM field.',
    'not-mappable': 'Records of this kind look the same in every account and are not mapped.',
    'crm-owned': 'The record belongs to the CRM, so its fields are only read.',
    'never-read': 'Records of this kind are only written.',
    'missing-choices': 'The CRM field lacks values that would be written.',
    'invalid-default': 'The default value does not fit the CRM field.',
  },
);

export const FieldTypeEnum = defineEnum<FieldDescription['type']>(
  'FieldType',
  'What kind of value a CRM field holds.',
  {
    text: 'Text.',
    number: 'A number.',
    boolean: 'True or false.',
    date: 'A day.',
    instant: 'A point in time.',
    choice: 'One of a list of values.',
    reference: 'Another record.',
    unsupported: 'A type that cannot be mapped.',
  },
);

export const RunKindEnum = defineEnum<RunKind>('RunKind', 'What a run does.', {
  read: 'Brings changes from the CRM to the platform.',
  write: 'Brings changes from the platform to the CRM.',
  reprocess: 'Plans the records that are here anew, after a change of mappings.',
  reconcile: 'Compares what is here with the CRM, for records that vanished without a trace.',
  associations: 'Asks the CRM what records belong to, where it keeps that apart from them.',
});

export const RunStateEnum = defineEnum<RunState>('RunState', 'How far a run is.', {
  queued: 'Asked for, not begun.',
  running: 'At work.',
  done: 'Ended; single records may have failed.',
  failed: 'Ended early; `failure` says why.',
});
