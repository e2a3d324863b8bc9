import { createSyncError, type RemoteObject } from '@concord/core/contract';
import { knownScopes } from '../account.ts';
import type { Ask } from '../client.ts';
import { ownerPageMax } from '../limits.ts';
import { listOwners, ownerFields } from '../list-owners.ts';

const scope = 'crm.objects.owners.read';

const forbidden = (): Error =>
  createSyncError(`describe owners: the token has no ${scope}`, {
    code: 'forbidden',
    reason: 'permission',
    retry: 'never',
    effect: 'none',
  });

/** A person who works in HubSpot: only read, to know owners by their email. */
export const owners = (ask: Ask) =>
  ({
    represents: 'user',
    keyFields: { email: ['email'] },
    company: null,
    defaultMapping: {},
    units: [],
    describe: async (context) => {
      const scopes = await knownScopes(context, ask);
      if (scopes?.has(scope) === false) throw forbidden();
      const allows = { read: true, create: false, update: false, remove: false };
      return { allows, fields: ownerFields };
    },
    read: { pageMax: ownerPageMax, settleMs: 0, page: listOwners(ask) },
  }) satisfies RemoteObject;
