import type { Change } from '@concord/testkit/simulator';
import { isActivity } from '../crm/crm-facts.ts';
import type { CrmFacts } from '../crm/crm-facts.ts';

const domainOf = (website: string) =>
  website
    .toLowerCase()
    .replace(/^https?:\/\//u, '')
    .replace(/^www\./u, '')
    .replace(/\/.*$/u, '');

/** By what a created record is known to be of the same platform record; `null` when by nothing. */
export function keyOf(facts: CrmFacts, object: string, value: unknown): string | null {
  if (typeof value !== 'string') return null;
  if (object === facts.company) return domainOf(value);
  // What the CRM logs by itself of an email.
  if (object === facts.task && value.startsWith('Email: ')) return null;
  return isActivity(facts, object) ? value : value.toLowerCase();
}

const isKey = ({ keyFields, company, people }: CrmFacts, object: string, field: string | null) =>
  (object === company || people.includes(object)) && field === keyFields[object];

/** Addresses that somebody took from a record: who has them next is another person. */
export const movedKeys = (facts: CrmFacts, history: readonly Change[]): Set<string> =>
  new Set(
    history
      .filter(({ kind, object, field }) => kind === 'updated' && isKey(facts, object, field))
      .map(({ object, before }) => keyOf(facts, object, before) ?? ''),
  );
