import type { Field } from './field.ts';
import { checkbox, decimal, makeField, moment, picklist, text } from './make-field.ts';

const metadata = text(['Unify_Metadata__c', 'Unify Metadata'], 255, {
  externalId: true,
  unique: true,
  idLookup: true,
});

const shared: readonly Field[] = [
  metadata,
  moment(['Unify_Created_At__c', 'Unify Created At']),
  moment(['Unify_Updated_At__c', 'Unify Updated At']),
  moment(['Unify_First_Written_At__c', 'Unify First Written At']),
  text(['Unify_Initial_Play__c', 'Unify Initial Play'], 255),
  moment(['Unify_Initial_Play_At__c', 'Unify Initial Play At']),
  text(['Unify_Most_Recent_Play__c', 'Unify Most Recent Play'], 255),
];

const sequenceStatuses = [
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
];
const classifications = ['Positive', 'Objection', 'Neutral', 'Automated', 'Negative'];
const fixed = { restricted: true } as const;

const ofPeople: readonly Field[] = [
  moment(['Unify_Most_Recent_Play_At__c', 'Unify Most Recent Play At']),
  text(['Unify_Initial_Sequence__c', 'Unify Initial Sequence'], 255),
  moment(['Unify_Initial_Sequence_At__c', 'Unify Initial Sequence At']),
  moment(['Unify_Initial_Sequence_Step_At__c', 'Unify Initial Sequence Step At']),
  text(['Unify_Most_Recent_Sequence__c', 'Unify Most Recent Sequence'], 255),
  moment(['Unify_Most_Recent_Sequence_At__c', 'Unify Most Recent Sequence At']),
  moment(['Unify_Most_Recent_Sequence_Step_At__c', 'Unify Most Recent Sequence Step At']),
  picklist(
    ['Unify_Most_Recent_Sequence_Status__c', 'Unify Most Recent Sequence Status'],
    sequenceStatuses,
    fixed,
  ),
  picklist(
    ['Unify_Initial_Reply_Classification__c', 'Unify Initial Reply Classification'],
    classifications,
    fixed,
  ),
  picklist(
    ['Unify_Most_Recent_Reply_Classification__c', 'Unify Most Recent Reply Classification'],
    classifications,
    fixed,
  ),
  text(['Unify_Initial_Reply_Tags__c', 'Unify Initial Reply Tags'], 255),
  text(['Unify_Most_Recent_Reply_Tags__c', 'Unify Most Recent Reply Tags'], 255),
];

const ofEmails: readonly Field[] = [
  checkbox(['Unify_Is_Bounced__c', 'Unify Is Bounced']),
  moment(['Unify_Bounced_At__c', 'Unify Bounced At']),
  decimal(['Unify_Click_Count__c', 'Unify Click Count'], 'double', { scale: 0 }),
  moment(['Unify_Clicked_At__c', 'Unify Clicked At']),
  checkbox(['Unify_Is_Marked_as_Spam__c', 'Unify Is Marked as Spam']),
  moment(['Unify_Marked_As_Spam_At__c', 'Unify Marked As Spam At']),
  checkbox(['Unify_Is_Opened__c', 'Unify Is Opened']),
  moment(['Unify_First_Opened_At__c', 'Unify First Opened At']),
  moment(['Unify_Last_Opened_At__c', 'Unify Last Opened At']),
  checkbox(['Unify_Track_Opens__c', 'Unify Track Opens']),
  checkbox(['Unify_Is_Opted_Out__c', 'Unify Is Opted Out']),
  moment(['Unify_Opted_Out_At__c', 'Unify Opted Out At']),
  text(['Unify_Enrolled_By_Play__c', 'Unify Enrolled By Play'], 255),
  text(['Unify_Sequence_Name__c', 'Unify Sequence Name'], 255),
];

/** Fields that a customer creates for the platform; the first is its unique key. */
export const productFields: Readonly<Record<string, readonly Field[]>> = {
  Account: [
    ...shared,
    picklist(['Unify_Intent_Level__c', 'Unify Intent Level'], ['High', 'Medium', 'Low', 'None'], {
      restricted: true,
    }),
  ],
  Contact: [...shared, ...ofPeople],
  Lead: [...shared, ...ofPeople],
  Task: [metadata],
  EmailMessage: [metadata, ...ofEmails],
};

const linkedIn = makeField(['LinkedIn_URL__c', 'LinkedIn URL'], 'url', { length: 255 });

/** Fields of the customer's own. The budget is theirs in spite of its name. */
export const customerFields: Readonly<Record<string, readonly Field[]>> = {
  Account: [
    linkedIn,
    makeField(['Do_Not_Contact__c', 'Do Not Contact'], 'boolean', {
      nillable: false,
      defaultedOnCreate: true,
      defaultValue: false,
    }),
    makeField(['Founded__c', 'Founded'], 'date'),
    makeField(['Region__c', 'Region'], 'multipicklist', {
      length: 4099,
      precision: 4,
      sortable: false,
      restricted: true,
      picklist: ['AMER', 'EMEA', 'APAC', 'LATAM'].map((value) => ({ value, label: value })),
    }),
    makeField(['Unify_Budget__c', 'Unify Budget'], 'currency', { precision: 18, scale: 2 }),
  ],
  Contact: [linkedIn],
  Lead: [linkedIn],
};
