import type { ActivityLayout, EmailContent, Fields } from '@concord/core/contract';
import { fitFields } from './fit-fields.ts';
import { textMax } from './limits.ts';

// HubSpot: EMAIL is one that was sent, INCOMING_EMAIL an answer. developers.hubspot.com "Emails",
// read 2026-11-21
const directions = { outbound: 'EMAIL', reply: 'INCOMING_EMAIL' } as const;

/** How emails look as an email of HubSpot (R-EMAIL-1). */
export const emailLayout = {
  email: (email, description) => fitFields(toEmail(email), description),
} as const satisfies ActivityLayout;

/**
 * HubSpot shows the HTML where there is both. The message id stays letter for letter: other
 * integrations and HubSpot's own logging are compared with it (R-EMAIL-5).
 */
const toEmail = (email: EmailContent): Fields => ({
  hs_timestamp: email.sentAt,
  hs_email_direction: directions[email.direction],
  hs_email_status: 'SENT',
  hs_email_subject: email.subject,
  hs_email_html: email.html,
  hs_email_text: email.text,
  hs_email_headers: headersOf(email),
  hs_email_message_id: email.messageId,
});

// HubSpot: the addresses of an email are worked out from this text. developers.hubspot.com
// "Emails", read 2026-11-21
const headersOf = ({ sender, recipients }: EmailContent): string => {
  const from = sender === '' ? {} : { from: toPerson(sender), sender: toPerson(sender) };
  const room = textMax - JSON.stringify({ ...from, to: [], cc: [], bcc: [] }).length;
  return JSON.stringify({ ...from, to: fitPeople(recipients, room), cc: [], bcc: [] });
};

const toPerson = (email: string) => ({ email });

/** As many of them, whole, as there is room for. */
const fitPeople = (addresses: readonly string[], room: number): { readonly email: string }[] => {
  const people: { readonly email: string }[] = [];
  let left = room;
  for (const person of addresses.map(toPerson)) {
    left -= JSON.stringify(person).length + 1;
    if (left < 0) break;
    people.push(person);
  }
  return people;
};
