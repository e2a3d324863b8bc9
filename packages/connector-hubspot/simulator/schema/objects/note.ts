import { html, inGroup, moment, readOnly, text } from '../make-property.ts';
import type { Property } from '../property.ts';
import { activityDates, ownerProperties, systemProperties } from './shared-properties.ts';

// HubSpot: the properties of notes. developers.hubspot.com, read 2026-11-22
const note: readonly Property[] = [
  moment(['hs_timestamp', 'Activity date']),
  html(['hs_note_body', 'Note body']),
  text(['hs_attachment_ids', 'Attached file IDs']),
  readOnly(text(['hs_body_preview', 'Body preview'])),
];

/** The properties of notes. */
export const noteProperties: readonly Property[] = inGroup('note', [
  ...note,
  ...ownerProperties,
  ...activityDates,
  ...systemProperties,
]);
