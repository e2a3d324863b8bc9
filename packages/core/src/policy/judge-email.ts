import type { PlatformRecord } from '../platform/index.ts';
import { addressesOf } from './addresses-of.ts';
import type { SkipReason } from './decision.ts';
import { isEmpty } from './is-empty.ts';

/** An email, and what it answers. */
export interface EmailFacts {
  readonly email: PlatformRecord;
  /** The email that a reply answers, found by its message id; `null` when the platform has none. */
  readonly original: PlatformRecord | null;
}

/** Why an email is not recorded in a CRM; `null` when it is (R-EMAIL-1). */
export const judgeEmail = ({ email, original }: EmailFacts): SkipReason | null => {
  if (!isReply(email)) return isSentByUs(email) ? null : 'sent-outside';
  // Only a direct reply counts: what it answers was sent by the platform itself.
  if (original === null || isReply(original) || !isSentByUs(original)) return 'sent-outside';
  if (isElsewhere(email, original)) return 'other-thread';
  return isAnswered(email, original) ? null : 'other-address';
};

const isReply = ({ fields }: PlatformRecord): boolean => fields['direction'] === 'reply';

const isSentByUs = ({ fields }: PlatformRecord): boolean => fields['origin'] !== 'outside';

/** Two emails whose threads are both known and not the same. */
const isElsewhere = (email: PlatformRecord, original: PlatformRecord): boolean => {
  const [here, there] = [email.fields['threadId'], original.fields['threadId']];
  return !isEmpty(here) && !isEmpty(there) && here !== there;
};

/** Whether one of those who were written to writes back to the address that wrote. */
const isAnswered = (email: PlatformRecord, original: PlatformRecord): boolean =>
  meets(email.fields['sender'], original.fields['recipients']) &&
  meets(original.fields['sender'], email.fields['recipients']);

type Text = PlatformRecord['fields'][string] | undefined;

const meets = (a: Text, b: Text): boolean => {
  const others = addressesOf(b);
  return [...addressesOf(a)].some((address) => others.has(address));
};
