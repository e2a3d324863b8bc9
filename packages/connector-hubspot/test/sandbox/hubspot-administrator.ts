import type { Sandbox } from '@concord/testkit/conformance';
import { allScopes } from '../../simulator/rest/scopes.ts';
import type { HubSpotSimulator } from '../../simulator/index.ts';

/** The token of another integration of the customer's. */
export const otherToken = 'sim-other';

type Administrator = Required<
  Pick<Sandbox, 'hideField' | 'dropField' | 'refuseDuplicates' | 'limitRate' | 'withholdPermission'>
>;

const control = async (url: string, name: string, body: object): Promise<void> => {
  const response = await fetch(`${url}/__simulator/${name}`, {
    method: 'POST',
    body: JSON.stringify(body),
  });
  if (!response.ok) throw new Error(`${name}: ${await response.text()}`);
};

/** Text properties of the customer's own, where the standard ones are not enough for a sample. */
export const customProperties = {
  deals: ['segment', 'reason'],
  tasks: ['segment', 'reason'],
} as const;

/** Makes the customer's own properties, and lets another integration in. */
export const prepareAccount = async (url: string): Promise<void> => {
  for (const [object, names] of Object.entries(customProperties))
    for (const name of names) {
      const definition = { name, label: name, type: 'string', fieldType: 'text', groupName: '' };
      await control(url, 'schema', { action: 'add', object, definition });
    }
  await control(url, 'tokens', { action: 'add', token: otherToken, name: 'Other' });
};

/** Ends what we were let in with. */
export const revokeTokens = async (url: string, tokens: readonly string[]): Promise<void> => {
  for (const token of tokens) await control(url, 'tokens', { action: 'revoke', token });
};

/** What the account's administrator does; `token` is the access token in use. */
export const administratorOf = (
  { url, quota }: HubSpotSimulator,
  token: () => string,
): Administrator => ({
  hideField: (object, property) => control(url, 'schema', { action: 'archive', object, property }),
  dropField: (object, property) => control(url, 'schema', { action: 'remove', object, property }),
  // HubSpot refuses a second contact of an address whatever its administrator wants.
  refuseDuplicates: () => Promise.resolve(),
  limitRate: async () => {
    // HubSpot: the limits of an OAuth app. developers.hubspot.com, read 2026-11-21
    Object.assign(quota, {
      oauthTenSecondly: 110,
      associationsTenSecondly: 100,
      searchSecondly: 5,
    });
  },
  withholdPermission: async () => {
    const withheld = 'crm.objects.contacts.write';
    const scopes = allScopes.filter((scope) => scope !== withheld);
    await control(url, 'tokens', { action: 'scopes', token: token(), scopes });
    return withheld;
  },
});
