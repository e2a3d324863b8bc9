import {
  checkbox,
  createOnly,
  day,
  integer,
  longText,
  makeField,
  moment,
  picklist,
  readOnly,
  reference,
  text,
} from '../make-field.ts';
import { stockStatuses } from '../stock-picklists.ts';
import { auditFields, deletionField, idField } from '../system-fields.ts';
import { objectOf } from './shared-fields.ts';

/** What an activity may be about. */
export const whatObjects: readonly string[] = [
  'Account',
  'Asset',
  'Campaign',
  'Case',
  'Contract',
  'Opportunity',
  'Order',
  'Product2',
  'Solution',
];

const recurrence = [
  reference(['RecurrenceActivityId', 'Recurrence Activity ID'], ['Task'], {
    ...readOnly,
    childRelationshipName: 'RecurringTasks',
  }),
  checkbox(['IsRecurrence', 'Create Recurring Series of Tasks'], createOnly),
  day(['RecurrenceStartDateOnly', 'Recurrence Start']),
  day(['RecurrenceEndDateOnly', 'Recurrence End']),
  picklist(['RecurrenceTimeZoneSidKey', 'Recurrence Time Zone'], ['Etc/UTC'], { length: 40 }),
  picklist(
    ['RecurrenceType', 'Recurrence Type'],
    [
      'RecursDaily',
      'RecursEveryWeekday',
      'RecursMonthly',
      'RecursMonthlyNth',
      'RecursWeekly',
      'RecursYearly',
      'RecursYearlyNth',
    ],
    { length: 40, restricted: true },
  ),
  integer(['RecurrenceInterval', 'Recurrence Interval']),
  integer(['RecurrenceDayOfWeekMask', 'Recurrence Day of Week Mask']),
  integer(['RecurrenceDayOfMonth', 'Recurrence Day of Month']),
  picklist(
    ['RecurrenceInstance', 'Recurrence Instance'],
    ['First', 'Second', 'Third', 'Fourth', 'Last'],
    { length: 40, restricted: true },
  ),
  picklist(
    ['RecurrenceMonthOfYear', 'Recurrence Month of Year'],
    'January,February,March,April,May,June,July,August,September,October,November,December'.split(
      ',',
    ),
    { length: 40, restricted: true },
  ),
  picklist(
    ['RecurrenceRegeneratedType', 'Repeat This Task'],
    ['RecurrenceRegenerateAfterDueDate', 'RecurrenceRegenerateAfterToday', 'RecurrenceRegenerated'],
    { length: 40, restricted: true },
  ),
];

const call = [
  integer(['CallDurationInSeconds', 'Call Duration']),
  picklist(['CallType', 'Call Type'], ['Internal', 'Inbound', 'Outbound'], { length: 40 }),
  text(['CallDisposition', 'Call Result'], 255),
  text(['CallObject', 'Call Object Identifier'], 255),
];

const statuses = stockStatuses.map(({ apiName }) => apiName);

/** Things to do and done, calls and logged emails among them. */
export const task = objectOf(
  ['Task', 'Tasks', '00T'],
  [
    idField('Activity'),
    reference(['WhoId', 'Name ID'], ['Contact', 'Lead'], { childRelationshipName: 'Tasks' }),
    // Salesforce: activities go along with a deleted account. [PUB]; with anything else they are about [MEM]
    reference(['WhatId', 'Related To ID'], whatObjects, {
      childRelationshipName: 'Tasks',
      cascadeDelete: true,
    }),
    integer(['WhoCount', 'Relation Count'], readOnly),
    integer(['WhatCount', 'Related To Count'], readOnly),
    makeField(['Subject', 'Subject'], 'combobox', {
      length: 255,
      picklist: ['Call', 'Email', 'Send Letter', 'Send Quote', 'Other'].map((value) => ({
        value,
        label: value,
      })),
    }),
    day(['ActivityDate', 'Due Date Only']),
    picklist(['Status', 'Status'], statuses, { nillable: false, defaultedOnCreate: true }),
    picklist(['Priority', 'Priority'], ['High', 'Normal', 'Low'], {
      nillable: false,
      defaultedOnCreate: true,
      defaultValue: 'Normal',
    }),
    checkbox(['IsHighPriority', 'High Priority'], readOnly),
    reference(['OwnerId', 'Assigned To ID'], ['Group', 'User'], {
      nillable: false,
      defaultedOnCreate: true,
    }),
    longText(['Description', 'Description']),
    picklist(['Type', 'Type'], ['Call', 'Meeting', 'Email', 'Other'], { length: 40 }),
    deletionField,
    reference(['AccountId', 'Account ID'], ['Account'], readOnly),
    checkbox(['IsClosed', 'Closed'], readOnly),
    ...auditFields,
    checkbox(['IsArchived', 'Archived'], readOnly),
    ...call,
    moment(['ReminderDateTime', 'Reminder Date/Time']),
    checkbox(['IsReminderSet', 'Reminder Set']),
    ...recurrence,
    picklist(
      ['TaskSubtype', 'Task Subtype'],
      ['Task', 'Email', 'ListEmail', 'Call', 'Cadence', 'LinkedIn'],
      {
        ...createOnly,
        length: 40,
        restricted: true,
        defaultedOnCreate: true,
        defaultValue: 'Task',
      },
    ),
    moment(['CompletedDateTime', 'Completed Date'], readOnly),
  ],
);
