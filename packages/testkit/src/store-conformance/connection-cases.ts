import { expect } from 'vitest';
import { aConnection, aMapping, anApiKey, minute } from './samples.ts';
import type { StoreCase } from './store-case.ts';

/** Connections, mappings, credentials and API keys. */
export const connectionCases: readonly StoreCase[] = [
  {
    title: 'keeps a connection as it was made',
    run: async (store) => {
      await store.createConnection(aConnection());
      expect(await store.getConnection('c1')).toEqual(aConnection());
      expect(await store.getConnection('c2')).toBeNull();
    },
  },
  {
    title: 'lists connections oldest first',
    run: async (store) => {
      await store.createConnection(aConnection({ id: 'b', createdAt: minute(2) }));
      await store.createConnection(aConnection({ id: 'z', createdAt: minute(1) }));
      await store.createConnection(aConnection({ id: 'a', createdAt: minute(2) }));
      expect((await store.listConnections()).map((one) => one.id)).toEqual(['z', 'a', 'b']);
    },
  },
  {
    title: 'lists switches without the schema, oldest first',
    run: async (store) => {
      await store.createConnection(aConnection({ id: 'b', createdAt: minute(2) }));
      await store.createConnection(aConnection({ id: 'a', createdAt: minute(1) }));
      await store.changeConnection('a', { writing: true });
      const { reading, settings } = aConnection();
      const rest = { reading, settings };
      expect(await store.listSwitches()).toEqual([
        { id: 'a', writing: true, ...rest },
        { id: 'b', writing: aConnection().writing, ...rest },
      ]);
    },
  },
  {
    title: 'refuses an account of the same CRM twice',
    run: async (store) => {
      const accountId = 'org';
      await store.createConnection(aConnection({ id: 'a', accountId }));
      await expect(store.createConnection(aConnection({ id: 'b', accountId }))).rejects.toThrow(
        'b',
      );
      await store.createConnection(aConnection({ id: 'c', accountId, crm: 'hubspot' }));
      expect((await store.listConnections()).map((one) => one.id)).toEqual(['a', 'c']);
    },
  },
  {
    title: 'refuses an id twice',
    run: async (store) => {
      await store.createConnection(aConnection());
      const again = aConnection({ accountId: 'other', name: 'Other' });
      await expect(store.createConnection(again)).rejects.toThrow('c1');
      expect((await store.getConnection('c1'))?.name).toBe('Acme');
    },
  },
  {
    title: 'changes nothing of a connection that was connected again since (R-ERR-4)',
    run: async (store) => {
      await store.createConnection(aConnection({ connectedAt: minute(1) }));
      await store.changeConnection('c1', { state: 'needs-reconnect' }, minute(1));
      await store.changeConnection('c1', { state: 'active', connectedAt: minute(2) });
      await store.changeConnection('c1', { state: 'needs-reconnect' }, minute(1));
      expect(await store.getConnection('c1')).toMatchObject({ state: 'active' });
      await store.changeConnection('c1', { state: 'needs-reconnect' }, minute(2));
      expect(await store.getConnection('c1')).toMatchObject({ state: 'needs-reconnect' });
    },
  },
  {
    title: 'changes only the named values of a connection',
    run: async (store) => {
      await store.createConnection(aConnection());
      await store.changeConnection('c1', { reading: true, lastReadAt: minute(3) });
      const changed = aConnection({ reading: true, lastReadAt: minute(3) });
      expect(await store.getConnection('c1')).toEqual(changed);
      await store.changeConnection('c2', { reading: true });
      expect(await store.getConnection('c2')).toBeNull();
    },
  },
  {
    title: 'replaces the mappings of one object in the order saved',
    run: async (store) => {
      const company = aMapping({ object: 'company', crmObject: 'Account', crmField: 'Name' });
      const [one, two] = [aMapping({ crmField: 'Z' }), aMapping({ crmField: 'A' })];
      await store.saveMappings('c1', 'person', [aMapping()]);
      await store.saveMappings('c1', 'company', [company]);
      await store.saveMappings('c1', 'person', [one, two]);
      expect(await store.getMappings('c1')).toEqual([company, one, two]);
      expect(await store.getMappings('c2')).toEqual([]);
      await store.saveMappings('c1', 'person', []);
      expect(await store.getMappings('c1')).toEqual([company]);
    },
  },
  {
    title: 'keeps the latest sealed credentials',
    run: async (store) => {
      expect(await store.getCredentials('c1')).toBeNull();
      await store.saveCredentials('c1', 'sealed 1');
      await store.saveCredentials('c1', 'sealed 2');
      expect(await store.getCredentials('c1')).toBe('sealed 2');
      await store.saveCredentials('c1', null);
      expect(await store.getCredentials('c1')).toBeNull();
    },
  },
  {
    title: 'lists API keys oldest first',
    run: async (store) => {
      const key = anApiKey({ id: 'k2', name: 'first', createdAt: minute(1) });
      await store.saveApiKey(anApiKey({ id: 'k1', name: 'second', createdAt: minute(2) }));
      await store.saveApiKey(key);
      await store.saveApiKey({ ...key, name: 'renamed' });
      const names = (await store.listApiKeys()).map((one) => one.name);
      expect(names).toEqual(['renamed', 'second']);
    },
  },
  {
    title: 'saves a first API key only where there never was one',
    run: async (store) => {
      const key = anApiKey();
      expect(await store.saveFirstApiKey(key)).toBe(true);
      expect(await store.saveFirstApiKey(key)).toBe(false);
      await store.changeApiKey(key.id, { revokedAt: minute(2) });
      expect(await store.saveFirstApiKey(anApiKey({ id: 'k2' }))).toBe(false);
      expect((await store.listApiKeys()).map(({ id }) => id)).toEqual(['k1']);
    },
  },
  {
    title: 'changes of an API key only what is named',
    run: async (store) => {
      const key = anApiKey();
      await store.saveApiKey(key);
      await store.changeApiKey(key.id, { revokedAt: minute(3) });
      await store.changeApiKey(key.id, { lastUsedAt: minute(4) });
      await store.changeApiKey('none', { lastUsedAt: minute(4) });
      expect(await store.listApiKeys()).toEqual([
        { ...key, revokedAt: minute(3), lastUsedAt: minute(4) },
      ]);
    },
  },
  {
    title: "fills up a caller's share with time, and gives what there is",
    run: async (store) => {
      const draw = (wanted: number, at: number) =>
        store.drawShare({ caller: 'k1', wanted, full: 100, perSecond: 1, now: minute(at) });
      expect(await draw(70, 1)).toBe(70);
      expect(await draw(70, 1)).toBe(30);
      expect(await draw(70, 1)).toBe(0);
      expect(await draw(70, 2)).toBe(60);
      expect(await draw(200, 9)).toBe(100);
      // A process whose clock is behind gets nothing for it, and takes nothing away.
      expect(await draw(10, 8)).toBe(0);
      expect(await draw(100, 10)).toBe(60);
    },
  },
  {
    title: 'gives each caller a share of its own, once',
    run: async (store) => {
      const draw = (caller: string) =>
        store.drawShare({ caller, wanted: 30, full: 100, perSecond: 1, now: minute(1) });
      const all = await Promise.all(Array.from({ length: 5 }, () => draw('k1')));
      expect(all.toSorted((a, b) => b - a)).toEqual([30, 30, 30, 10, 0]);
      expect(await draw('https://login.example.com/ ada')).toBe(30);
    },
  },
  {
    title: 'finds redirects from both ends',
    run: async (store) => {
      const checkedAt = minute(1);
      const redirects = [
        { domain: 'old.example', target: 'new.example', checkedAt },
        { domain: 'new.example', target: 'new.example', checkedAt },
        { domain: 'other.example', target: 'other.example', checkedAt },
      ];
      await store.saveRedirects(redirects);
      expect(await store.getRedirects(['old.example', 'none.example'])).toEqual([redirects[0]]);
      const sources = (await store.redirectsTo(['new.example'])).map((one) => one.domain);
      expect(sources.toSorted()).toEqual(['new.example', 'old.example']);
      await store.saveRedirects([{ domain: 'old.example', target: 'old.example', checkedAt }]);
      expect(await store.redirectsTo(['new.example'])).toHaveLength(1);
    },
  },
];
