import { createSyncError, type Grant, type Tokens } from '@concord/core/contract';
import { createMemoryStore } from '@concord/core/memory-store';
import { describe, expect, it } from 'vitest';
import type { Credentials } from '../src/credentials/credentials.ts';
import { parseKeyRing, type KeyRing } from '../src/credentials/key-ring.ts';
import { createStagedVault } from '../src/credentials/staged-vault.ts';
import { createVault, type Vault } from '../src/credentials/vault.ts';
import { systemClock } from '../src/system/system-clock.ts';

const ringOf = (...names: string[]): KeyRing => {
  const entry = (name: string): string =>
    `${name}:${Buffer.alloc(32, name.charCodeAt(0)).toString('base64')}`;
  const ring = parseKeyRing(names.map(entry).join(','));
  if (!ring.ok) throw new Error(ring.problem);
  return ring.value;
};

const credentials: Credentials = {
  token: null,
  grant: {
    kind: 'refresh-token',
    tokenUrl: 'https://login.salesforce.com/services/oauth2/token',
    clientId: 'app',
    clientSecret: null,
    refreshToken: 'refresh-0',
  },
};

/** A CRM that rotates refresh tokens: each works once. */
const createRotation = () => {
  let turn = 0;
  const ask = async (grant: Grant): Promise<Tokens> => {
    await new Promise((resolve) => setImmediate(resolve));
    if (grant.kind !== 'refresh-token' || grant.refreshToken !== `refresh-${turn}`) {
      throw createSyncError('renew tokens: refused', {
        code: 'unauthorized',
        retry: 'never',
        effect: 'none',
      });
    }
    turn += 1;
    return {
      accessToken: `access-${turn}`,
      instanceUrl: 'https://acme.my.salesforce.com',
      refreshToken: `refresh-${turn}`,
      accountId: 'account',
      userId: 'user',
    };
  };
  return { ask, turns: () => turn };
};

const openVaults = (count: number, ring = ringOf('a')) => {
  const store = createMemoryStore();
  const vaults = Array.from({ length: count }, (_, index) =>
    createVault({ store, ring, clock: systemClock, holder: `process-${index}` }),
  );
  return { store, vaults, first: vaults[0] as Vault };
};

describe('createVault', () => {
  it('renews once for all processes that ask at once', async () => {
    const { vaults, first } = openVaults(4);
    await first.save('one', credentials);
    const { ask, turns } = createRotation();
    const renewed = await Promise.all(
      [...vaults, ...vaults].map((vault) =>
        vault.renew({ connectionId: 'one', refused: null, ask }),
      ),
    );
    expect(turns()).toBe(1);
    expect(new Set(renewed.map(({ token }) => token?.value))).toEqual(new Set(['access-1']));
  });

  it('stores a rotated token before it is used', async () => {
    const { vaults, first } = openVaults(2);
    await first.save('one', credentials);
    const { ask } = createRotation();
    for (const refused of [null, 'access-1', 'access-2']) {
      for (const vault of vaults) {
        const { token } = await vault.renew({ connectionId: 'one', refused, ask });
        expect((await first.open('one')).token).toEqual(token);
      }
    }
    expect((await first.open('one')).token?.value).toBe('access-3');
  });

  it('keeps the old credentials when a renewal fails', async () => {
    const { first } = openVaults(1);
    await first.save('one', credentials);
    const ask = async (): Promise<Tokens> => {
      throw new Error('no answer');
    };
    await expect(first.renew({ connectionId: 'one', refused: null, ask })).rejects.toThrow(
      'no answer',
    );
    expect(await first.open('one')).toEqual(credentials);
    const { ask: again } = createRotation();
    expect(
      (await first.renew({ connectionId: 'one', refused: null, ask: again })).token?.value,
    ).toBe('access-1');
  });

  it('says that a person must connect again when nothing renews', async () => {
    const { first } = openVaults(1);
    const { ask } = createRotation();
    await first.save('one', {
      grant: null,
      token: { value: 'once', instanceUrl: 'https://acme.my.salesforce.com' },
    });
    await expect(first.renew({ connectionId: 'one', refused: 'once', ask })).rejects.toMatchObject({
      code: 'unauthorized',
      retry: 'never',
    });
    await expect(first.open('two')).rejects.toMatchObject({ code: 'unauthorized' });
  });

  it('stores nothing readable', async () => {
    const { store, first } = openVaults(1);
    await first.save('one', credentials);
    expect(await store.getCredentials('one')).not.toContain('refresh-0');
  });

  it('refuses the credentials of a swapped row', async () => {
    const { store, first } = openVaults(1);
    await first.save('one', credentials);
    await store.saveCredentials('two', (await store.getCredentials('one')) ?? '');
    await expect(first.open('two')).rejects.toThrow('belong to another connection');
  });

  it('seals anew so that the older key may go', async () => {
    const { store, first } = openVaults(1, ringOf('a'));
    await first.save('one', credentials);
    const parts = { store, clock: systemClock, holder: 'next' };
    await createVault({ ...parts, ring: ringOf('b', 'a') }).reseal('one');
    expect(await createVault({ ...parts, ring: ringOf('b') }).open('one')).toEqual(credentials);
    await expect(createVault({ ...parts, ring: ringOf('a') }).open('one')).rejects.toThrow(
      'their key is not in CONCORD_KEYS',
    );
  });
});

describe('createStagedVault', () => {
  it('keeps a token that was rotated while it was on trial', async () => {
    const staged = createStagedVault(credentials);
    const { ask } = createRotation();
    await staged.renew({ connectionId: 'one', refused: null, ask });
    expect(staged.current().grant).toMatchObject({ refreshToken: 'refresh-1' });
  });
});
