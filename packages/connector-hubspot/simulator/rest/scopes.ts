import { Refusal } from '../portal/refusal.ts';
import type { ObjectType } from '../schema/object-type.ts';

/** The scopes a token of the simulator has unless told otherwise. */
export const allScopes: readonly string[] = [
  'oauth',
  ...['contacts', 'companies', 'deals'].flatMap((object) =>
    ['read', 'write'].flatMap((right) => [
      `crm.objects.${object}.${right}`,
      `crm.schemas.${object}.${right}`,
    ]),
  ),
  'crm.objects.line_items.read',
  'crm.objects.line_items.write',
  'crm.objects.owners.read',
  'sales-email-read',
  'tickets',
];

/** Sets of scopes, of each of which one is needed. */
export type ScopesNeeded = readonly (readonly string[])[];

// HubSpot: activities are gated by the scopes of contacts, tickets and line items by scopes of older names, too.
// developers.hubspot.com, read 2026-11-21 and 2026-11-22
const gatedBy = ({ name, isActivity }: ObjectType): string[] =>
  isActivity ? [name, 'contacts'] : [name];

const olderNames: ReadonlyMap<string, readonly string[]> = new Map([
  ['tickets', ['tickets']],
  ['line_items', ['e-commerce']],
]);

/** What reading or writing records takes. */
export const recordScopes = (type: ObjectType, right: 'read' | 'write'): readonly string[] => [
  ...gatedBy(type).map((name) => `crm.objects.${name}.${right}`),
  ...(olderNames.get(type.name) ?? []),
];

/** What reading or writing property definitions takes. */
export const schemaScopes = (type: ObjectType, right: 'read' | 'write'): readonly string[] => [
  ...gatedBy(type).map((name) => `crm.schemas.${name}.${right}`),
  ...(right === 'read' ? recordScopes(type, 'read') : (olderNames.get(type.name) ?? [])),
];

/** Refuses a token that lacks one of the needed scopes. */
export const checkScopes = (granted: readonly string[], needed: ScopesNeeded): void => {
  const missing = needed.filter((any) => !any.some((scope) => granted.includes(scope)));
  if (missing.length === 0) return;
  throw new Refusal(403, {
    message:
      "This app hasn't been granted all required scopes to make this call. Read more about required scopes here: https://developers.hubspot.com/scopes.",
    errors: [
      {
        message: 'One or more of the following scopes are required.',
        context: { requiredGranularScopes: missing.flat() },
      },
    ],
    links: { scopes: 'https://developers.hubspot.com/scopes' },
    category: 'MISSING_SCOPES',
  });
};
