import type { ActivityLayout, EmailContent, Fields } from '@concord/core/contract';
import { fitFields } from './fit-fields.ts';

// Salesforce: values of `Status`. A reply that the platform has taken in is no work for anybody,
// as a new one would be. developer.salesforce.com "EmailMessage", read 2026-11-21
const read = '1';
const sent = '3';

// Salesforce: the address fields are lists. developer.salesforce.com "EmailMessage", read 2026-11-21
const addressSeparator = '; ';
const addressesMax = 4000;

/** How emails look as an EmailMessage of Salesforce (R-EMAIL-4). */
export const emailLayout = {
  email: (email, description) => fitFields(toEmail(email), description),
} as const satisfies ActivityLayout;

const toEmail = (email: EmailContent): Fields => ({
  MessageIdentifier: email.messageId,
  ThreadIdentifier: email.threadId,
  Incoming: email.direction === 'reply',
  Status: email.direction === 'reply' ? read : sent,
  MessageDate: email.sentAt,
  Subject: email.subject,
  HtmlBody: email.html,
  TextBody: email.text,
  FromAddress: email.sender,
  ToAddress: joinAddresses(email.recipients),
});

/** Whole addresses, as many as there is room for. */
const joinAddresses = (addresses: readonly string[]): string =>
  addresses.reduce((list, address) => {
    const longer = list === '' ? address : list + addressSeparator + address;
    return longer.length > addressesMax ? list : longer;
  }, '');
