import {
  choice,
  decimal,
  html,
  inGroup,
  longText,
  moment,
  readOnly,
  text,
} from '../make-property.ts';
import type { Property } from '../property.ts';
import { activityDates, ownerProperties, systemProperties } from './shared-properties.ts';

const email: readonly Property[] = [
  moment(['hs_timestamp', 'Activity date']),
  choice(
    ['hs_email_direction', 'Email Direction'],
    ['EMAIL=Outgoing', 'INCOMING_EMAIL=Incoming', 'FORWARDED_EMAIL=Forwarded'],
  ),
  choice(
    ['hs_email_status', 'Email send status'],
    ['BOUNCED', 'FAILED', 'SCHEDULED', 'SENDING', 'SENT'],
  ),
  text(['hs_email_subject', 'Email subject']),
  longText(['hs_email_text', 'Text body']),
  html(['hs_email_html', 'Email body']),
  text(['hs_email_message_id', 'Email message id']),
  longText(['hs_email_headers', 'Email Headers']),
  text(['hs_email_thread_id', 'Email thread ID']),
  text(['hs_email_tracker_key', 'Email tracker key']),
  text(['hs_attachment_ids', 'Attached file IDs']),
  decimal(['hs_email_open_count', 'Number of email opens']),
  decimal(['hs_email_click_count', 'Number of email clicks']),
  decimal(['hs_email_reply_count', 'Number of email replies']),
  text(['hs_email_bounce_error_detail_message', 'Bounce message']),
];

const addresses = ['from', 'sender', 'to', 'cc', 'bcc'].flatMap((role) =>
  ['email', 'firstname', 'lastname'].map((part) =>
    readOnly(text([`hs_email_${role}_${part}`, `Email ${role} ${part}`])),
  ),
);

const worked: readonly Property[] = [
  ...activityDates,
  readOnly(text(['hs_body_preview', 'Body preview'])),
  readOnly(html(['hs_body_preview_html', 'HTML body preview'])),
  readOnly(text(['hs_email_logged_from', 'Email logged from'])),
  readOnly(decimal(['hs_in_reply_to_engagement_id', 'In reply to'])),
];

/** The properties of emails. */
export const emailProperties: readonly Property[] = inGroup('email', [
  ...email,
  ...addresses,
  ...ownerProperties,
  ...worked,
  ...systemProperties,
]);
