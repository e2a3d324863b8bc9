import type { Context, Permission } from '@concord/core/contract';
import { askScopes } from './account.ts';
import type { Ask } from './client.ts';
import { scopeNeeds } from './scopes.ts';

/** What our token allows, scope by scope; see `Connector.checkPermissions`. One call (R-ERR-5). */
export const checkPermissions =
  (ask: Ask) =>
  async (context: Context): Promise<readonly Permission[]> => {
    const scopes = await askScopes(context, ask);
    return Object.entries(scopeNeeds).map(([name, neededFor]) =>
      toPermission(name, neededFor, scopes),
    );
  };

const toPermission = (
  name: string,
  neededFor: string,
  scopes: ReadonlySet<string> | null,
): Permission => {
  if (scopes === null) return { name, state: 'unknown', neededFor, remedy: toCheck(name) };
  if (scopes.has(name)) return { name, state: 'granted', neededFor, remedy: null };
  return { name, state: 'missing', neededFor, remedy: toGrant(name) };
};

const toGrant = (scope: string): string =>
  `In HubSpot, add ${scope} to the scopes of the app, and connect the account again: the token ` +
  'in use keeps the scopes it was given with.';

const toCheck = (scope: string): string =>
  `HubSpot does not tell the scopes of this token. Check that it was given with ${scope}.`;
