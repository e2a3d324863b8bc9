import { choice, decimal, html, inGroup, moment, text } from '../make-property.ts';
import type { Property } from '../property.ts';
import { activityDates, ownerProperties, systemProperties } from './shared-properties.ts';

// HubSpot: the properties of calls. developers.hubspot.com, read 2026-11-22
const call: readonly Property[] = [
  moment(['hs_timestamp', 'Activity date']),
  text(['hs_call_title', 'Call Title']),
  html(['hs_call_body', 'Call notes']),
  choice(['hs_call_direction', 'Call direction'], ['INBOUND=Inbound', 'OUTBOUND=Outbound']),
  choice(
    ['hs_call_status', 'Call status'],
    [
      'BUSY',
      'CALLING_CRM_USER',
      'CANCELED',
      'COMPLETED',
      'CONNECTING',
      'FAILED',
      'IN_PROGRESS',
      'MISSED',
      'NO_ANSWER',
      'QUEUED',
      'RINGING',
    ],
  ),
  choice(['hs_call_disposition', 'Call outcome'], [], { externalOptions: true }),
  decimal(['hs_call_duration', 'Call duration']),
  text(['hs_call_from_number', 'From Number']),
  text(['hs_call_to_number', 'To Number']),
  text(['hs_call_recording_url', 'Recording URL']),
  text(['hs_call_source', 'Call Source']),
  text(['hs_call_callee_object_id', 'Callee object ID']),
  text(['hs_call_callee_object_type_id', 'Callee object type']),
  choice(['hs_activity_type', 'Activity type'], [], { externalOptions: true }),
  text(['hs_attachment_ids', 'Attached file IDs']),
];

/** The properties of calls. */
export const callProperties: readonly Property[] = inGroup('call', [
  ...call,
  ...ownerProperties,
  ...activityDates,
  ...systemProperties,
]);
