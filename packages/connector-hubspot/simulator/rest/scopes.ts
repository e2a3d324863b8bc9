import { Refusal } from '../portal/refusal.ts';

/** The scopes a token of the simulator has unless told otherwise. */
export const allScopes: readonly string[] = [
  'oauth',
  ...['contacts', 'companies', 'deals'].flatMap((object) =>
    ['read', 'write'].flatMap((right) => [
      `crm.objects.${object}.${right}`,
      `crm.schemas.${object}.${right}`,
    ]),
  ),
  'crm.objects.owners.read',
  'sales-email-read',
];

/** Sets of scopes, of each of which one is needed. */
export type ScopesNeeded = readonly (readonly string[])[];

// HubSpot: emails and tasks are gated by the scopes of contacts. developers.hubspot.com, read 2026-11-21
const gatedBy = (object: string): string[] =>
  object === 'emails' || object === 'tasks' ? [object, 'contacts'] : [object];

/** What reading or writing records takes. */
export const recordScopes = (object: string, right: 'read' | 'write'): readonly string[] =>
  gatedBy(object).map((name) => `crm.objects.${name}.${right}`);

/** What reading or writing property definitions takes. */
export const schemaScopes = (object: string, right: 'read' | 'write'): readonly string[] => [
  ...gatedBy(object).map((name) => `crm.schemas.${name}.${right}`),
  ...(right === 'read' ? recordScopes(object, 'read') : []),
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
