import type { SkipReason, WaitReason } from '@concord/core/policy';

/** What a reason means, and what a person can do about it; `null` when nothing need be done. */
interface Explanation {
  readonly message: string;
  readonly remedy: string | null;
}

/** Why a record was left alone or waits, in the words of the errors page (R-ERR-1). */
export const skipExplanations: Readonly<Record<SkipReason | WaitReason, Explanation>> = {
  'no-match-key': {
    message: 'The record has no valid email and no valid domain, so nothing matches it.',
    remedy: 'Give the record an email address or a domain and ask for it again.',
  },
  'no-email': {
    message: 'The CRM record has no email address, so it is not read.',
    remedy: 'Add an email address in the CRM; the next read takes it in.',
  },
  'no-domain': {
    message: 'The CRM account has no usable website, so it cannot be matched by domain.',
    remedy: "Add the company's website in the CRM; the next read takes it in.",
  },
  'nothing-to-write': {
    message: 'The CRM record already holds everything that would be written.',
    remedy: null,
  },
  company: {
    message: 'The company of the person is not in the CRM yet.',
    remedy: null,
  },
  'unknown-outcome': {
    message:
      'The answer to the last call was lost; the record is looked for before it is sent again.',
    remedy: null,
  },
};
