import { choice, decimal, inGroup, longText, moment, readOnly, text } from '../make-property.ts';
import type { Property } from '../property.ts';
import { ownerProperties, systemProperties } from './shared-properties.ts';

// HubSpot: the properties of tickets. developers.hubspot.com, read 2026-11-22
const ticket: readonly Property[] = [
  text(['subject', 'Ticket name']),
  longText(['content', 'Ticket description']),
  choice(['hs_pipeline', 'Pipeline'], [], { externalOptions: true }),
  choice(['hs_pipeline_stage', 'Ticket status'], [], { externalOptions: true }),
  choice(
    ['hs_ticket_priority', 'Priority'],
    ['LOW=Low', 'MEDIUM=Medium', 'HIGH=High', 'URGENT=Urgent'],
  ),
  choice(
    ['hs_ticket_category', 'Category'],
    [
      'PRODUCT_ISSUE=Product Issue',
      'BILLING_ISSUE=Billing Issue',
      'FEATURE_REQUEST=Feature Request',
      'GENERAL_INQUIRY=General Inquiry',
    ],
  ),
  choice(['source_type', 'Source'], ['CHAT=Chat', 'EMAIL=Email', 'FORM=Form', 'PHONE=Phone']),
  longText(['hs_resolution', 'Resolution']),
  moment(['createdate', 'Create date']),
  moment(['closed_date', 'Close date']),
];

const worked: readonly Property[] = [
  readOnly(moment(['hs_lastmodifieddate', 'Last modified date'])),
  readOnly(decimal(['time_to_close', 'Time to close'])),
];

/** The properties of tickets. */
export const ticketProperties: readonly Property[] = inGroup('ticketinformation', [
  ...ticket,
  ...ownerProperties,
  ...worked,
  ...systemProperties,
]);
