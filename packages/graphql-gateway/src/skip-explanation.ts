import type { SkipReason, WaitReason } from '@concord/core/policy';

/** What a reason means, and what a person can do about it; `null` when nothing need be done. */
interface Explanation {
  readonly message: string;
  readonly remedy: string | null;
}

/** Why a record was left alone or waits, in the words of the errors page (R-ERR-1). */
export const skipExplanations: Readonly<Record<SkipReason | WaitReason, Explanation>> = {
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
  'sent-outside': {
    message: 'The email was neither sent through the platform nor is it a reply to one that was.',
    remedy:
      'Send it through the platform; other emails are left to the integration that sends them.',
  },
  'other-thread': {
    message: 'The reply belongs to another thread than the email it answers.',
    remedy: 'Record the email of that thread first, or correct the thread of the reply.',
  },
  'other-address': {
    message: 'The reply is from or to an address that the email it answers did not use.',
    remedy: 'Nothing, where the reply is none to that email; otherwise correct its addresses.',
  },
  'recorded-already': {
    message: 'Another integration recorded the email; emails in the CRM are never changed.',
    remedy: null,
  },
  'removed-in-crm': {
    message: 'Somebody removed it from the CRM after it was written; it is not written again.',
    remedy: 'Restore the record in the CRM where it was removed by mistake.',
  },
  'not-ready': {
    message: 'The task is not to be done yet, or is an email task that is not completed.',
    remedy: 'Make the task ready, or complete the email; it is written when it is saved so.',
  },
  'touched-since': {
    message: 'Somebody changed the record that we created, or hung something on it, so it stays.',
    remedy: 'Remove the record in the CRM where nobody needs it.',
  },
  'not-undoable': {
    message: 'What was removed is not made again, and this record the CRM does not let us remove.',
    remedy: 'Restore or remove the record in the CRM.',
  },
  company: {
    message: 'The company of the person is not in the CRM yet.',
    remedy: 'Nothing, where its writing is under way; otherwise see what became of the company.',
  },
  person: {
    message: 'The person is not in the CRM yet; an email or a task alone never creates one.',
    remedy: 'Sync the person to the CRM, or wait until a read finds them there.',
  },
  'unknown-outcome': {
    message:
      'The answer to the last call was lost; the record is looked for before it is sent again.',
    remedy: null,
  },
};
