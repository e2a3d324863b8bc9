import type { Operation } from '@concord/core/contract';
import type { ObjectName } from './objects/object-shape.ts';

/** Objects whose scopes let us at the records of each, of which one is enough. */
const gates: Readonly<Record<ObjectName, readonly string[]>> = {
  companies: ['companies'],
  contacts: ['contacts'],
  deals: ['deals'],
  // HubSpot: emails and tasks are gated by the scopes of contacts, though the specification lists
  // some of their own. OpenAPI descriptions and reports, read 2026-11-21
  tasks: ['contacts', 'tasks'],
  emails: ['contacts', 'emails'],
};

type Right = 'read' | 'write';

/** Scopes for the records of an object, of which one is enough. */
export const recordScopes = (object: ObjectName, right: Right): string[] =>
  gates[object].map((name) => `crm.objects.${name}.${right}`);

/** What a token with these scopes may do; with scopes that nobody tells, HubSpot's word counts. */
export const allowsOf = (
  object: ObjectName,
  scopes: ReadonlySet<string> | null,
): Readonly<Record<Operation, boolean>> => {
  const has = (right: Right): boolean =>
    scopes === null || recordScopes(object, right).some((scope) => scopes.has(scope));
  const write = has('write');
  return { read: has('read'), create: write, update: write, remove: write };
};

/**
 * The scopes to ask an account's owner for, and what needs each.
 *
 * HubSpot: `oauth` is every app's. developers.hubspot.com "Scopes", read 2026-11-21
 */
export const scopeNeeds = {
  oauth: 'Connecting.',
  'crm.objects.companies.read': 'Reading companies, and finding those that are there.',
  'crm.objects.companies.write': 'Creating and updating companies.',
  'crm.objects.contacts.read':
    'Reading contacts, and finding those that are there; reading tasks and emails.',
  'crm.objects.contacts.write': 'Creating and updating contacts; writing tasks and emails.',
  'crm.objects.deals.read': 'Knowing which companies and people have an open deal.',
  'crm.objects.owners.read': 'Knowing whose a task or an email is, by the address of the owner.',
  'crm.schemas.companies.read': 'Knowing the properties of companies.',
  'crm.schemas.contacts.read': 'Knowing the properties of contacts, tasks and emails.',
  'crm.schemas.deals.read': 'Knowing the properties, pipelines and stages of deals.',
  'crm.schemas.companies.write': "Creating the product's properties of companies.",
  'crm.schemas.contacts.write': "Creating the product's properties of contacts, tasks and emails.",
  // HubSpot: without it the text of logged emails is hidden. Changelog "New scope required to get
  // the content of email engagements", read 2026-11-21
  'sales-email-read': 'Seeing the content and the message id of emails that are there already.',
} as const satisfies Readonly<Record<string, string>>;
