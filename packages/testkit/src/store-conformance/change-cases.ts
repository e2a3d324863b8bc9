import type { Change, Store } from '@concord/core/ports';
import { expect } from 'vitest';
import {
  aCompany,
  aConclusion,
  anAsking,
  anOpportunity,
  aPerson,
  applyPage,
  aRun,
  aSkip,
  minute,
  takeLease,
} from './samples.ts';
import type { StoreCase } from './store-case.ts';

/** What was told after a place, without the places. */
const toldAfter = async (store: Store, after: string) => {
  const changes = (await store.listChanges({ after, limit: 100 })) ?? [];
  return changes.map((change) => ({ ...change, cursor: undefined }));
};

/** What happens meanwhile, as it is told. */
const told = async (store: Store, work: () => Promise<unknown>) => {
  const before = await store.lastChange();
  await work();
  return toldAfter(store, before);
};

const ofRecord = { of: 'record', connectionId: null, isRemoval: false } as const;

/** What was committed, in one order. */
export const changeCases: readonly StoreCase[] = [
  {
    title: 'tells of records by kind, stored or removed',
    run: async (store) => {
      const records = [aPerson(), aCompany(), anOpportunity()];
      const saved = await told(store, () => store.saveAndRequest(records, []));
      expect(saved).toEqual([
        { ...ofRecord, object: 'person', ids: ['p1'] },
        { ...ofRecord, object: 'company', ids: ['o1'] },
        { ...ofRecord, object: 'opportunity', ids: ['d1'] },
      ]);
      const forgotten = await told(store, () => applyPage(store, { forgotten: ['d1', 'd9'] }));
      expect(forgotten).toEqual([
        { ...ofRecord, object: 'opportunity', isRemoval: true, ids: ['d1'] },
      ]);
    },
  },
  {
    title: 'tells of outcomes of reads and of writes',
    run: async (store) => {
      const outcome = { of: 'outcome', connectionId: 'c1', object: 'person', isRemoval: false };
      const skipped = [aSkip(), aSkip({ id: 's2' })];
      expect(await told(store, () => applyPage(store, { skipped }))).toEqual([
        { ...outcome, ids: ['c1:Contact:003A', 's2'] },
      ]);
      await store.saveAndRequest([aPerson()], [anAsking()]);
      const lease = await takeLease(store, minute(20));
      const conclude = () =>
        store.conclude(lease, [aConclusion({ plan: null })], { id: 'run9', counts: {} });
      expect(await told(store, conclude)).toEqual([{ ...outcome, ids: ['w1'] }]);
      expect(await told(store, conclude)).toEqual([]);
    },
  },
  {
    title: 'tells of a run and of its counts',
    run: async (store) => {
      const run = { of: 'run', connectionId: 'c1', object: null, isRemoval: false, ids: ['run1'] };
      expect(await told(store, () => store.saveRun(aRun()))).toEqual([run]);
      expect(await told(store, () => applyPage(store, {}))).toEqual([run]);
    },
  },
  {
    title: 'tells of nothing that was not stored',
    run: async (store) => {
      await store.saveAndRequest([aPerson()], []);
      const clash = () =>
        applyPage(store, { platform: [aCompany(), aPerson()], skipped: [aSkip()] });
      expect(await told(store, clash)).toEqual([]);
    },
  },
  {
    title: 'lists changes page by page, each once',
    run: async (store) => {
      const ids = Array.from({ length: 7 }, (_, at) => `run${at}`);
      let after = await store.lastChange();
      for (const id of ids) await store.saveRun(aRun({ id }));
      const seen: Change[] = [];
      for (let page: readonly Change[] | null = []; page !== null;) {
        page = await store.listChanges({ after, limit: 3 });
        if (page === null || page.length === 0) break;
        seen.push(...page);
        after = page.at(-1)?.cursor ?? '';
      }
      expect(seen.flatMap((change) => change.ids)).toEqual(ids);
      const cursors = seen.map(({ cursor }) => cursor);
      expect(cursors).toEqual(cursors.toSorted());
      expect(await toldAfter(store, await store.lastChange())).toEqual([]);
    },
  },
  {
    title: 'says so when it does not know what followed a place',
    run: async (store) => {
      await store.saveRun(aRun());
      const foreign = (await store.lastChange()).replaceAll(/\d/g, '9');
      for (const after of ['', 'x', foreign]) {
        expect(await store.listChanges({ after, limit: 10 })).toBeNull();
      }
    },
  },
  {
    title: 'rings when something is stored, until told to stop',
    run: async (store) => {
      const first = Promise.withResolvers<void>();
      let rings = 0;
      const end = await store.onChange(() => {
        rings += 1;
        first.resolve();
      });
      await store.saveRun(aRun());
      await first.promise;
      await end();
      const before = rings;
      await store.saveRun(aRun());
      await store.lastChange();
      expect(rings).toBe(before);
    },
  },
];
