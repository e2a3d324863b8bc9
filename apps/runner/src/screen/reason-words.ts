import type { SkipReason, WaitReason } from '@concord/core/policy';

const words: Readonly<Record<SkipReason | WaitReason, string>> = {
  'no-email': 'no email address',
  'no-domain': 'no website to match by',
  'nothing-to-write': 'nothing to write',
  'sent-outside': 'not sent through the platform, nor an answer to what was',
  'other-thread': 'a reply on another thread',
  'other-address': 'a reply from or to another address than was written to',
  'recorded-already': 'another integration recorded it',
  'removed-in-crm': 'somebody removed it from the CRM',
  'not-ready': 'not ready to be written',
  'touched-since': 'somebody changed it since, or hung something on it',
  'not-undoable': 'the CRM lets nobody undo it',
  company: 'waits for its company',
  person: 'waits for its person',
  'unknown-outcome': 'waits for an answer that was lost',
};

/** Why a record is skipped or waits, in words for people. */
export const reasonInWords = (reason: string): string =>
  Object.hasOwn(words, reason) ? words[reason as keyof typeof words] : reason;
