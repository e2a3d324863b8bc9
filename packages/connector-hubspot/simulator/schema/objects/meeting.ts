import { choice, html, inGroup, moment, text } from '../make-property.ts';
import type { Property } from '../property.ts';
import { activityDates, ownerProperties, systemProperties } from './shared-properties.ts';

// HubSpot: the properties of meetings. developers.hubspot.com, read 2026-11-22
const meeting: readonly Property[] = [
  moment(['hs_timestamp', 'Activity date']),
  text(['hs_meeting_title', 'Meeting name']),
  html(['hs_meeting_body', 'Meeting description']),
  html(['hs_internal_meeting_notes', 'Internal notes']),
  text(['hs_meeting_external_url', 'External URL']),
  text(['hs_meeting_location', 'Location']),
  moment(['hs_meeting_start_time', 'Start time']),
  moment(['hs_meeting_end_time', 'End time']),
  choice(
    ['hs_meeting_outcome', 'Meeting outcome'],
    [
      'SCHEDULED=Scheduled',
      'COMPLETED=Completed',
      'RESCHEDULED=Rescheduled',
      'NO_SHOW=No show',
      'CANCELED=Canceled',
    ],
  ),
  choice(['hs_activity_type', 'Activity type'], [], { externalOptions: true }),
  text(['hs_attachment_ids', 'Attached file IDs']),
];

/** The properties of meetings. */
export const meetingProperties: readonly Property[] = inGroup('meeting', [
  ...meeting,
  ...ownerProperties,
  ...activityDates,
  ...systemProperties,
]);
