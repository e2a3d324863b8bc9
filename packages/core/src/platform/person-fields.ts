import type { PlatformField } from './field.ts';
import { managedFields } from './managed-fields.ts';

/** Where a person stands in a sequence, as people read it (R-MAP-7). */
export const sequenceStatuses = [
  'In Progress – Queued',
  'In Progress – Started',
  'In Progress – Paused',
  'In Progress – Blocked',
  'Completed',
  'Finished',
  'Replied',
  'Excluded',
  'Opted Out',
  'Bounced',
  'Bounce Stopped (Email Invalid)',
  'Canceled',
] as const;

/** What a reply is taken for. */
export const replyClassifications = [
  'Positive',
  'Objection',
  'Neutral',
  'Automated',
  'Negative',
] as const;

/** Fields of a person, in the order people see them. */
export const personFields = [
  { key: 'email', label: 'Email', type: 'text' },
  { key: 'firstName', label: 'First Name', type: 'text' },
  { key: 'suffix', label: 'First Name Suffix', type: 'text' },
  { key: 'lastName', label: 'Last Name', type: 'text' },
  { key: 'title', label: 'Title', type: 'text' },
  { key: 'street', label: 'Address', type: 'text' },
  { key: 'postalCode', label: 'Postal Code', type: 'text' },
  { key: 'country', label: 'Country', type: 'country' },
  { key: 'mobilePhone', label: 'Mobile Phone', type: 'text' },
  { key: 'workPhone', label: 'Work Phone', type: 'text' },
  { key: 'corporatePhone', label: 'Corporate Phone', type: 'text' },
  { key: 'linkedInUrl', label: 'LinkedIn URL', type: 'text' },
  { key: 'status', label: 'Status', type: 'text' },
  { key: 'leadSource', label: 'Lead Source', type: 'text' },
  { key: 'emailOptOut', label: 'Email Opt Out', type: 'boolean' },
  { key: 'doNotCall', label: 'Do Not Call', type: 'boolean' },
  { key: 'doNotEmail', label: 'Do Not Email', type: 'boolean' },
  { key: 'euResident', label: 'EU Resident', type: 'boolean' },
  { key: 'lastActivityDate', label: 'Last Activity Date', type: 'date' },
  ...managedFields,
  { key: 'mostRecentPlayAt', label: 'Most Recent Play At', type: 'instant', managed: 'always' },
  { key: 'initialSequence', label: 'Initial Sequence', type: 'text', managed: 'once' },
  { key: 'initialSequenceAt', label: 'Initial Sequence At', type: 'instant', managed: 'once' },
  {
    key: 'initialSequenceStepAt',
    label: 'Initial Sequence Step At',
    type: 'instant',
    managed: 'once',
  },
  { key: 'mostRecentSequence', label: 'Most Recent Sequence', type: 'text', managed: 'always' },
  {
    key: 'mostRecentSequenceAt',
    label: 'Most Recent Sequence At',
    type: 'instant',
    managed: 'always',
  },
  {
    key: 'mostRecentSequenceStepAt',
    label: 'Most Recent Sequence Step At',
    type: 'instant',
    managed: 'always',
  },
  {
    key: 'mostRecentSequenceStatus',
    label: 'Most Recent Sequence Status',
    type: 'text',
    managed: 'always',
    choices: sequenceStatuses,
  },
  {
    key: 'initialReplyClassification',
    label: 'Initial Reply Classification',
    type: 'text',
    managed: 'once',
    choices: replyClassifications,
  },
  {
    key: 'mostRecentReplyClassification',
    label: 'Most Recent Reply Classification',
    type: 'text',
    managed: 'always',
    choices: replyClassifications,
  },
  {
    key: 'initialReplyTags',
    label: 'Initial Reply Tags',
    type: 'text',
    managed: 'once',
    growing: true,
  },
  {
    key: 'mostRecentReplyTags',
    label: 'Most Recent Reply Tags',
    type: 'text',
    managed: 'always',
    growing: true,
  },
] as const satisfies readonly PlatformField[];
