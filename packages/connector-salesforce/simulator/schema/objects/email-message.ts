import type { Field } from '../field.ts';
import {
  checkbox,
  createOnly,
  longText,
  makeField,
  moment,
  picklist,
  readOnly,
  reference,
  text,
} from '../make-field.ts';
import { auditFields, deletionField, idField } from '../system-fields.ts';
import { objectOf } from './shared-fields.ts';
import { whatObjects } from './task.ts';

// [MEM] the type that describe names: the object's documentation says JunctionIdList.
const recipients = (name: string, label: string): Field =>
  makeField([name, label], 'junctionIdList', {
    referenceTo: ['Contact', 'Lead', 'User'],
    filterable: false,
    sortable: false,
  });

const statuses = ['New', 'Read', 'Replied', 'Sent', 'Forwarded', 'Draft'];

/** Emails. Describe shows most fields as updateable, which only drafts are. */
export const emailMessage = objectOf(
  ['EmailMessage', 'Email Messages', '02s'],
  [
    idField('Email Message'),
    reference(['ParentId', 'Case ID'], ['Case'], {
      ...createOnly,
      childRelationshipName: 'EmailMessages',
    }),
    // Salesforce: deleting the task of an email deletes the email. [MEM]
    reference(['ActivityId', 'Activity ID'], ['Task'], {
      ...createOnly,
      childRelationshipName: 'EmailMessages',
      cascadeDelete: true,
    }),
    ...auditFields,
    longText(['TextBody', 'Text Body']),
    makeField(['HtmlBody', 'HTML Body'], 'textarea', {
      length: 131_072,
      filterable: false,
      sortable: false,
    }),
    longText(['Headers', 'Headers']),
    text(['Subject', 'Subject'], 3000),
    text(['Name', 'Name'], 3000, { ...readOnly, nameField: true }),
    text(['FromName', 'From Name'], 1000),
    makeField(['FromAddress', 'From Address'], 'email', { length: 1000 }),
    picklist(['ValidatedFromAddress', 'From'], [], { length: 1333 }),
    text(['ToAddress', 'To Address'], 4000),
    text(['CcAddress', 'CC Address'], 4000),
    text(['BccAddress', 'BCC Address'], 4000),
    checkbox(['Incoming', 'Is Incoming'], createOnly),
    checkbox(['HasAttachment', 'Has Attachment'], readOnly),
    makeField(['Status', 'Status'], 'picklist', {
      length: 40,
      nillable: false,
      restricted: true,
      defaultedOnCreate: true,
      defaultValue: '0',
      picklist: statuses.map((label, value) => ({ value: String(value), label })),
    }),
    moment(['MessageDate', 'Message Date']),
    deletionField,
    reference(['ReplyToEmailMessageId', 'Email Message ID'], ['EmailMessage'], {
      childRelationshipName: null,
    }),
    checkbox(['IsExternallyVisible', 'Is Externally Visible']),
    text(['MessageIdentifier', 'Message ID'], 255),
    text(['ThreadIdentifier', 'Thread ID'], 255),
    reference(['FromId', 'From ID'], ['Contact', 'Lead', 'User'], createOnly),
    checkbox(['IsClientManaged', 'Is Client Managed'], createOnly),
    reference(['RelatedToId', 'Related To ID'], whatObjects, { childRelationshipName: 'Emails' }),
    checkbox(['IsTracked', 'Is Tracked']),
    checkbox(['IsOpened', 'Opened?'], readOnly),
    moment(['FirstOpenedDate', 'First Opened']),
    moment(['LastOpenedDate', 'Last Opened']),
    checkbox(['IsBounced', 'Is Bounced']),
    reference(['EmailTemplateId', 'Email Template ID'], ['EmailTemplate']),
    picklist(['AutomationType', 'Automation Type'], ['Flow', 'Cadence'], {
      ...createOnly,
      length: 40,
    }),
    recipients('ToIds', 'To IDs'),
    recipients('CcIds', 'CC IDs'),
    recipients('BccIds', 'BCC IDs'),
  ],
);
