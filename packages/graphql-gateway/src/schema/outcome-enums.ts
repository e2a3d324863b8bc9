import type { FailureClass, SkipReason, Verdict, WaitReason } from '@concord/core/policy';
import type { Outcome, OutcomeStatus } from '@concord/core/ports';
import { defineEnum } from './define-enum.ts';

export const OutcomeDirectionEnum = defineEnum<Outcome['direction']>(
  'OutcomeDirection',
  'Which way the record was going.',
  { read: 'From the CRM to the platform.', write: 'From the platform to the CRM.' },
);

export const OutcomeStatusEnum = defineEnum<OutcomeStatus>(
  'OutcomeStatus',
  'What happened to a record.',
  {
    created: 'It was created in the CRM.',
    updated: 'It was changed in the CRM.',
    removed: 'It was removed from the CRM.',
    skipped: 'It was left alone on purpose.',
    failed: 'It could not be written.',
    waiting: 'It will be written once what it waits for has happened.',
  },
);

export const OutcomeReasonEnum = defineEnum<SkipReason | WaitReason>(
  'OutcomeReason',
  'Why a record was left alone, or what it waits for.',
  {
    'no-email': 'The CRM person has no email address.',
    'no-domain': 'The CRM account has no usable website.',
    'nothing-to-write': 'The CRM record already holds everything.',
    'sent-outside': 'The email was neither sent through the platform nor answers one that was.',
    'other-thread': 'The reply belongs to another thread than the email it answers.',
    'other-address': 'The reply is from or to an address that the email did not use.',
    'recorded-already': 'Another integration recorded the email, and emails are never changed.',
    'removed-in-crm': 'Somebody removed it from the CRM after we had written it.',
    'not-ready': 'The task is not to be done yet, or is an email that is not sent yet.',
    company: 'It waits for its company to be in the CRM.',
    person: 'It waits for its person to be in the CRM.',
    'unknown-outcome': 'The answer to a call was lost; the record is looked for again.',
  },
);

export const FailureClassEnum = defineEnum<FailureClass>(
  'FailureClass',
  'What kind of obstacle a record met.',
  {
    permission: 'Our user lacks a permission.',
    'validation-rule': 'A validation rule of the CRM refused it.',
    'required-field': 'A field that the CRM requires is empty.',
    'duplicate-rule': 'A duplicate rule of the CRM refused it.',
    'rate-limit': 'The CRM asked us to slow down.',
    'unsupported-mapping': 'The mapping does not fit the CRM field.',
    'invalid-value': 'The CRM refused a value.',
    gone: 'The CRM record no longer exists.',
    hidden: 'The CRM no longer shows the record, and does not prove it removed.',
    'no-unique-key': 'The CRM matches late, and no unique key keeps a second record out.',
    conflict: 'The CRM record changed, or was locked, in the meantime.',
    unavailable: 'The CRM did not answer.',
    credentials: 'The credentials no longer work.',
    unexpected: 'Something unforeseen.',
  },
);

export const VerdictEnum = defineEnum<Verdict | 'not-mapped'>(
  'Verdict',
  'Why a write does or does not set one CRM field.',
  {
    fill: 'The CRM field was empty and takes the value.',
    managed: 'A product-specific field, or a value of our own task, kept up to date.',
    default: 'No platform value, so the default is taken.',
    kept: 'The CRM field has a value and keeps it.',
    'unit-kept': 'Another part of the same address has a value, so all of it is kept.',
    same: 'The CRM already holds the value.',
    empty: 'The platform has no value; an empty one never clears a CRM field.',
    'not-writable': 'Our user may not write the field.',
    'not-readable': 'Our user may not read the field, which is not the same as empty.',
    'not-convertible': 'The value has no form that the CRM field accepts.',
    restored: 'A person filled the field in the instant of our write, and has the value back.',
    'not-mapped': 'The platform has a value, and no mapping writes it; only explanations tell.',
  },
);
