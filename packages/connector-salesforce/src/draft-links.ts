import type { Draft, DraftLink } from '@concord/core/contract';

/** The records that a draft hangs on, by role. */
export interface Hangings {
  readonly person: DraftLink | null;
  /** `null` also for the company of a lead, which Salesforce lets nothing hang on. */
  readonly company: DraftLink | null;
  readonly owner: DraftLink | null;
}

/**
 * What a draft hangs on. An activity is related to an account only beside a contact (R-TASK-2).
 *
 * Salesforce: WhatId must be empty where WhoId is a lead. developer.salesforce.com "Task",
 * read 2026-11-21
 */
export const hangingsOf = ({ links = [] }: Draft): Hangings => {
  const of = (role: DraftLink['role']): DraftLink | null =>
    links.find((link) => link.role === role) ?? null;
  const person = of('person');
  return {
    person,
    company: person?.object === 'Contact' ? of('company') : null,
    owner: of('owner'),
  };
};
