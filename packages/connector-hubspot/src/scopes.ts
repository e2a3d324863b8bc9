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
 * The scopes to ask an account's owner for.
 *
 * HubSpot: `oauth` is every app's. developers.hubspot.com "Scopes", read 2026-11-21
 */
export const wantedScopes: readonly string[] = [
  'oauth',
  'crm.objects.companies.read',
  'crm.objects.companies.write',
  'crm.objects.contacts.read',
  'crm.objects.contacts.write',
  'crm.objects.deals.read',
  'crm.objects.owners.read',
  'crm.schemas.companies.read',
  'crm.schemas.companies.write',
  'crm.schemas.contacts.read',
  'crm.schemas.contacts.write',
  'crm.schemas.deals.read',
  'sales-email-read',
];
