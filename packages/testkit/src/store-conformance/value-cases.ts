import { toCursor } from '@concord/core/contract';
import { expect } from 'vitest';
import {
  aCheckpoint,
  aConnection,
  aLink,
  anApiKey,
  anAsking,
  aPage,
  aPerson,
  applyPage,
  aRow,
  around,
  aSkip,
  crmId,
  email,
  requestOf,
  takeLease,
} from './samples.ts';
import type { StoreCase } from './store-case.ts';

const hostile = [
  'nul \0 nul',
  'half \ud83d pair',
  'escape \u001a0000',
  `quote ' " \\ {a,b} $1 ; --`,
  'line\nbreak\r\ttab',
  '\u2028 emoji 🦉 ÅÇ',
  '',
  'NULL',
];

const fields = Object.fromEntries([
  ...hostile.map((value, at) => [`field ${at}`, value] as const),
  ...['__proto__', 'constructor', 'then', 'a\0b', ''].map((name) => [name, 'x'] as const),
  ['number', 1e21],
  ['small', -0.1],
  ['no', false],
  ['empty', null],
]);

/** Values that databases and languages trip over come back as they went in. */
export const valueCases: readonly StoreCase[] = [
  {
    title: 'keeps hostile field names and values of a page',
    run: async (store) => {
      const row = aRow({ fields });
      const person = aPerson({ fields });
      await applyPage(store, { rows: [row, aRow({ id: crmId('003B') })], platform: [person] });
      const found = await around(store, ['003A', '003B']);
      const kept = found.known.find((one) => one.id === '003A');
      expect(kept).toEqual(row);
      expect(Object.keys(kept?.fields ?? {}).toSorted()).toEqual(Object.keys(fields).toSorted());
      expect(found.platform).toEqual([person]);
      expect(Reflect.get({}, 'x')).toBeUndefined();
    },
  },
  {
    title: 'finds rows, records and links by hostile keys and ids',
    run: async (store) => {
      const rows = hostile.map((value) => aRow({ id: crmId(value), keys: [email(value)] }));
      const people = hostile.map((key, at) => aPerson({ id: `p${at}`, key }));
      const links = hostile.map((id, at) => aLink({ recordId: `p${at}`, crmId: crmId(id) }));
      await applyPage(store, { rows, platform: people, links });
      for (const [at, value] of hostile.entries()) {
        const found = await around(store, [value], [email(value)]);
        expect(found.known).toEqual([rows[at]]);
        expect(found.rivals).toEqual([rows[at]]);
        expect(found.platform).toEqual([people[at]]);
        expect(found.links).toEqual([links[at]]);
      }
    },
  },
  {
    title: 'keeps hostile revisions, cursors, reasons and defaults',
    run: async (store) => {
      for (const value of hostile) {
        const row = aRow({ revision: value, mergedInto: crmId(value) });
        const lease = await takeLease(store);
        const checkpoint = aCheckpoint({ cursor: toCursor(value) });
        await store.applyPage(aPage(lease, { rows: [row], checkpoint }));
        await store.releaseLease(lease);
        expect((await around(store, ['003A'])).known).toEqual([row]);
        expect(await store.getCheckpoint('c1', 'Contact')).toEqual(checkpoint);
      }
      const skipped = [aSkip({ id: 'x\0y', written: fields })];
      await applyPage(store, { skipped });
      const query = { first: 9, after: null, filter: {} };
      expect((await store.listOutcomes(query)).items.map(({ item }) => item)).toEqual(skipped);
      await applyPage(store, { cleared: ['x\0y'] });
      expect(await store.countOutcomes({})).toBe(0);
      await store.saveAndRequest([], [anAsking({ defaults: fields })]);
      expect((await requestOf(store)).defaults).toEqual(fields);
    },
  },
  {
    title: 'keeps hostile names and domains',
    run: async (store) => {
      const connection = aConnection({ name: hostile.join(), accountId: 'a\0b' });
      await store.createConnection(connection);
      expect(await store.getConnection('c1')).toEqual(connection);
      const checkedAt = connection.createdAt;
      const redirects = hostile.map((domain) => ({ domain, target: `${domain}!`, checkedAt }));
      await store.saveRedirects(redirects);
      const found = await store.getRedirects(hostile);
      expect(new Set(found)).toEqual(new Set(redirects));
      const key = anApiKey({ name: 'k\0' });
      await store.saveApiKey(key);
      expect(await store.listApiKeys()).toEqual([key]);
    },
  },
  {
    title: 'finds records by hostile parts of their keys, and by nothing else',
    run: async (store) => {
      const keys = ['nul \0', 'half \ud83d', 'dots (.*)', 'zeros 00'];
      await store.saveAndRequest(
        keys.map((key, at) => aPerson({ id: `p${at}`, key })),
        [],
      );
      const find = async (search: string) => {
        const query = { object: 'person', first: 9, after: null, search } as const;
        return (await store.listRecords(query)).items.map(({ item }) => item.key);
      };
      expect(await find('0')).toEqual(['zeros 00']);
      expect(await find('d83d')).toEqual([]);
      expect(await find('\0')).toEqual(['nul \0']);
      expect(await find('\ud83d')).toEqual(['half \ud83d']);
      expect(await find('(.*)')).toEqual(['dots (.*)']);
    },
  },
  {
    title: 'holds copies that a caller cannot change',
    run: async (store) => {
      const given = { Title: 'Director' };
      const row = aRow({ fields: given });
      await applyPage(store, { rows: [row] });
      given.Title = 'changed after storing';
      const answer = (await around(store, ['003A'])).known[0];
      Reflect.set(answer?.fields ?? {}, 'Title', 'changed after reading');
      const again = (await around(store, ['003A'])).known[0];
      expect(again?.fields).toEqual({ Title: 'Director' });
    },
  },
];
