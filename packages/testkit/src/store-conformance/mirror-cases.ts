import { expect } from 'vitest';
import { noCounts } from '@concord/core/ports';
import {
  aCheckpoint,
  aPerson,
  applyPage,
  aRow,
  aRun,
  around,
  aSkip,
  crmId,
  email,
  minute,
} from './samples.ts';
import type { StoreCase } from './store-case.ts';

const address = (at: number): string => `person${at}@acme.example`;

/** What a page of a read does to the mirror, and around it. */
export const mirrorCases: readonly StoreCase[] = [
  {
    title: 'stores a row and finds it by its keys',
    run: async (store) => {
      expect(await applyPage(store, { rows: [aRow()] })).toBe('applied');
      const found = await around(store, [], [email('ada@acme.example')]);
      expect(found).toEqual({
        known: [],
        rivals: [aRow()],
        platform: [],
        companies: [],
        links: [],
      });
    },
  },
  {
    title: 'leaves a row alone that is newer than the page',
    run: async (store) => {
      const newer = aRow({ modifiedAt: minute(5), keys: [email('new@acme.example')] });
      await applyPage(store, { rows: [newer] });
      await applyPage(store, { rows: [aRow({ modifiedAt: minute(4) })] });
      expect((await around(store, ['003A'])).known).toEqual([newer]);
      expect((await around(store, [], [email('ada@acme.example')])).rivals).toEqual([]);
    },
  },
  {
    title: 'takes a row of the same instant, as an overlap brings it',
    run: async (store) => {
      await applyPage(store, { rows: [aRow({ revision: null })] });
      await applyPage(store, { rows: [aRow({ revision: 'r2' })] });
      expect((await around(store, ['003A'])).known).toEqual([aRow({ revision: 'r2' })]);
    },
  },
  {
    title: 'takes the newest of a record that comes twice on a page',
    run: async (store) => {
      const newest = aRow({ modifiedAt: minute(3), keys: [email('c@acme.example')] });
      const rows = [aRow(), newest, aRow({ modifiedAt: minute(2) })];
      await applyPage(store, { rows });
      expect((await around(store, ['003A'])).known).toEqual([newest]);
      expect((await around(store, [], [email('ada@acme.example')])).rivals).toEqual([]);
    },
  },
  {
    title: 'finds a row by its latest keys only',
    run: async (store) => {
      const [old, kept] = [email('old@a.example'), email('kept@a.example')];
      const added = email('added@a.example');
      await applyPage(store, { rows: [aRow({ keys: [old, kept] })] });
      const changed = aRow({ modifiedAt: minute(2), keys: [kept, added, added] });
      await applyPage(store, { rows: [changed] });
      expect((await around(store, [], [old])).rivals).toEqual([]);
      expect((await around(store, [], [kept])).rivals).toEqual([changed]);
      expect((await around(store, [], [added])).rivals).toEqual([changed]);
    },
  },
  {
    title: 'finds no removed row by its keys',
    run: async (store) => {
      await applyPage(store, { rows: [aRow()] });
      const removed = aRow({ modifiedAt: minute(2), removed: true, keys: [] });
      await applyPage(store, { rows: [removed] });
      expect((await around(store, [], [email('ada@acme.example')])).rivals).toEqual([]);
      expect((await around(store, ['003A'])).known).toEqual([removed]);
    },
  },
  {
    title: 'finds a row again that was removed and restored at one instant (R-DUP-5)',
    run: async (store) => {
      await applyPage(store, { rows: [aRow()] });
      await applyPage(store, { rows: [aRow({ removed: true, keys: [], revision: null })] });
      expect((await around(store, [], [email('ada@acme.example')])).rivals).toEqual([]);
      await applyPage(store, { rows: [aRow()] });
      expect((await around(store, [], [email('ada@acme.example')])).rivals).toEqual([aRow()]);
    },
  },
  {
    title: 'keeps a row without what it is associated with (R-OPP-1)',
    run: async (store) => {
      const associated = { Account: [crmId('001A')], Contact: [] };
      await applyPage(store, { rows: [aRow({ associated })] });
      expect((await around(store, ['003A'])).known).toEqual([aRow()]);
      await applyPage(store, { rows: [aRow({ associated, revision: 'r2' })] });
      const query = { connectionId: 'c1', crmObject: 'Contact', after: null, limit: 9 };
      expect(await store.listMirror(query)).toEqual([aRow({ revision: 'r2' })]);
    },
  },
  {
    title: 'keeps the objects and connections of one id apart',
    run: async (store) => {
      const lead = aRow({ crmObject: 'Lead' });
      const elsewhere = aRow({ connectionId: 'c2' });
      await applyPage(store, { rows: [aRow(), lead, elsewhere] });
      expect((await around(store, ['003A'])).known).toEqual([aRow()]);
      const { rivals } = await around(store, [], [email('ada@acme.example')]);
      expect(rivals.map((row) => row.crmObject).toSorted()).toEqual(['Contact', 'Lead']);
    },
  },
  {
    title: 'saves the checkpoint with the page',
    run: async (store) => {
      await applyPage(store, {});
      const first = await store.getCheckpoint('c1', 'Contact');
      expect(first).toEqual(aCheckpoint());
      expect(await store.getCheckpoint('c1', 'Lead')).toBeNull();
      expect(await store.listCheckpoints(['c1'])).toEqual([first]);
      expect(await store.listCheckpoints(['c2'])).toEqual([]);
    },
  },
  {
    title: 'sets the counts of the objects that a page names',
    run: async (store) => {
      await store.saveRun(aRun({ counts: { Account: { ...noCounts, read: 7 } } }));
      const counts = { Contact: { ...noCounts, read: 2 } };
      await applyPage(store, { run: { id: 'run1', counts } });
      await applyPage(store, { run: { id: 'run1', counts } });
      const run = await store.getRun('run1');
      expect(run?.counts).toEqual({ Account: { ...noCounts, read: 7 }, ...counts });
    },
  },
  {
    title: 'lists what a page left out until it is cleared (R-ERR-1)',
    run: async (store) => {
      const again = aSkip({ at: minute(2) });
      await applyPage(store, { skipped: [aSkip()] });
      await applyPage(store, { skipped: [again] });
      const query = { first: 10, after: null, filter: {} };
      expect((await store.listOutcomes(query)).items.map(({ item }) => item)).toEqual([again]);
      await applyPage(store, { cleared: [again.id, 'unknown'] });
      expect((await store.listOutcomes(query)).items).toEqual([]);
    },
  },
  {
    title: 'stores nothing of a page that meets a conflict',
    run: async (store) => {
      await applyPage(store, { platform: [aPerson()] });
      const page = {
        rows: [aRow()],
        skipped: [aSkip()],
        platform: [aPerson({ id: 'p2', key: 'new@acme.example' }), aPerson({ version: 3 })],
      };
      expect(await applyPage(store, page)).toBe('conflict');
      expect((await around(store, ['003A'])).known).toEqual([]);
      expect(await store.getRecords(['p2'])).toEqual([]);
      expect(await store.countOutcomes({})).toBe(0);
    },
  },
  {
    title: 'applies a page again without a trace',
    run: async (store) => {
      const page = { rows: [aRow()], skipped: [aSkip({ id: 'x' })], cleared: ['y'] };
      await applyPage(store, page);
      await applyPage(store, page);
      expect((await around(store, ['003A'])).known).toEqual([aRow()]);
      expect(await store.countOutcomes({})).toBe(1);
      expect((await store.countObjects(['c1'])).get('c1')).toMatchObject([
        { mirrored: 1, skipped: 1 },
      ]);
    },
  },
  {
    title: 'stores a page of 1,000 rows and answers for all of them',
    run: async (store) => {
      const indexes = Array.from({ length: 1_000 }, (_, at) => at);
      const rows = indexes.map((at) => aRow({ id: crmId(`003${at}`), keys: [email(address(at))] }));
      const platform = indexes.map((at) => aPerson({ id: `p${at}`, key: address(at) }));
      await applyPage(store, { rows, platform });
      const found = await around(
        store,
        rows.map((row) => row.id),
        rows.flatMap((row) => row.keys),
      );
      expect(found.known).toHaveLength(1_000);
      expect(found.rivals).toHaveLength(1_000);
      expect(found.platform).toHaveLength(1_000);
    },
  },
];
