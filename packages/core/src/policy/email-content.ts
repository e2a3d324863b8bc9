import { type EmailContent, type Instant, toInstant } from '../contract/index.ts';
import type { PlatformRecord } from '../platform/index.ts';
import { addressesOf } from './addresses-of.ts';
import { textAt } from './text-at.ts';

/** An email of the platform as a CRM is to show it; without a time of its own, as of its storing. */
export const emailContent = (email: PlatformRecord): EmailContent => ({
  messageId: textAt(email, 'messageId') ?? email.key,
  threadId: textAt(email, 'threadId'),
  direction: textAt(email, 'direction') === 'reply' ? 'reply' : 'outbound',
  subject: textAt(email, 'subject') ?? '',
  html: textAt(email, 'html'),
  text: textAt(email, 'text'),
  sentAt: sentAtOf(email),
  sender: textAt(email, 'sender') ?? '',
  recipients: [...addressesOf(email.fields['recipients'])],
});

/** When an email was sent. */
export const sentAtOf = (email: PlatformRecord): Instant => {
  const sentAt = textAt(email, 'sentAt');
  return sentAt === null ? email.updatedAt : toInstant(sentAt);
};
