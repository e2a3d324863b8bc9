import type { ListPage, Outcome, OutcomeFilter, Store } from '@concord/core/ports';
import { expect } from 'vitest';
import {
  aFailure,
  aLink,
  aMapping,
  anAsking,
  aPerson,
  applyPage,
  aRow,
  aRun,
  aSkip,
  crmId,
  minute,
  takeLease,
} from './samples.ts';
import type { StoreCase } from './store-case.ts';

const people = Array.from({ length: 7 }, (_, at) =>
  aPerson({ id: `p${at}`, key: `person${at}@acme.example`, companyId: at < 2 ? 'o1' : null }),
);

const skip = (at: number) => aSkip({ id: `s${at}`, at: minute(at), recordId: `p${at % 2}` });

/** Every item of a list, read page by page; `between` runs after the first page. */
const walk = async <Item>(
  page: (after: string | null) => Promise<ListPage<Item>>,
  between: () => Promise<unknown> = async () => {},
): Promise<Item[]> => {
  const first = await page(null);
  const items = first.items.map(({ item }) => item);
  let after = first.hasNext ? (first.items.at(-1)?.cursor ?? null) : null;
  await between();
  while (after !== null) {
    const next = await page(after);
    items.push(...next.items.map(({ item }) => item));
    after = next.hasNext ? (next.items.at(-1)?.cursor ?? null) : null;
  }
  return items;
};

const walkOutcomes = (store: Store, between?: () => Promise<unknown>) =>
  walk((after) => store.listOutcomes({ first: 2, after, filter: {} }), between);

const idsOf = (items: readonly { readonly id: string }[]): string[] => items.map(({ id }) => id);

/** Lists in a stable order, and counts. */
export const reportCases: readonly StoreCase[] = [
  {
    title: 'gives outcomes by their ids',
    run: async (store) => {
      const skipped = [aSkip(), aSkip({ id: 's2', undoes: ['w1'] }), aSkip({ id: 's3' })];
      await applyPage(store, { skipped });
      const found = await store.getOutcomes(['s2', 's3', 's2', 'none']);
      expect(found.map(({ id }) => id).toSorted()).toEqual(['s2', 's3']);
      expect(found.find(({ id }) => id === 's2')?.undoes).toEqual(['w1']);
    },
  },
  {
    title: 'lists records by id, page by page',
    run: async (store) => {
      await store.saveAndRequest(people.toReversed(), []);
      await store.saveAndRequest([aPerson({ id: 'o1', object: 'company', key: 'a.com' })], []);
      const list = (after: string | null) =>
        store.listRecords({ object: 'person', first: 3, after });
      expect(await walk(list)).toEqual(people);
      expect((await list(null)).items).toHaveLength(3);
    },
  },
  {
    title: 'says truthfully whether a page follows',
    run: async (store) => {
      await store.saveAndRequest(people.slice(0, 2), []);
      const query = { object: 'person', after: null } as const;
      expect((await store.listRecords({ ...query, first: 1 })).hasNext).toBe(true);
      expect((await store.listRecords({ ...query, first: 2 })).hasNext).toBe(false);
      expect((await store.listRecords({ ...query, first: 3 })).hasNext).toBe(false);
    },
  },
  {
    title: 'narrows records to a part of their key, or a company',
    run: async (store) => {
      await store.saveAndRequest([...people, aPerson({ id: 'p9', key: 'a%b_c@x.example' })], []);
      const list = async (narrow: { readonly search?: string; readonly companyId?: string }) =>
        idsOf(
          (
            await store.listRecords({ object: 'person', first: 9, after: null, ...narrow })
          ).items.map(({ item }) => item),
        );
      expect(await list({ search: 'son3@' })).toEqual(['p3']);
      expect(await list({ search: '%' })).toEqual(['p9']);
      expect(await list({ search: '_' })).toEqual(['p9']);
      expect(await list({ search: '' })).toHaveLength(8);
      expect(await list({ companyId: 'o1' })).toEqual(['p0', 'p1']);
      expect(await list({ companyId: 'o1', search: 'son1' })).toEqual(['p1']);
    },
  },
  {
    title: 'narrows records to those linked to a CRM object, in any connection',
    run: async (store) => {
      await store.saveAndRequest(people.slice(0, 4), []);
      const links = [
        aLink({ recordId: 'p0' }),
        aLink({ recordId: 'p1', crmId: crmId('00Q1'), crmObject: 'Lead' }),
        aLink({ recordId: 'p2', crmId: crmId('00Q2'), crmObject: 'Lead', connectionId: 'c2' }),
      ];
      await applyPage(store, { links });
      const query = { object: 'person', after: null } as const;
      const find = async (crmObject: string, first = 9) => {
        const page = await store.listRecords({ ...query, first, crmObject });
        return idsOf(page.items.map(({ item }) => item));
      };
      expect(await find('Contact')).toEqual(['p0']);
      expect(await find('Lead')).toEqual(['p1', 'p2']);
      expect(await find('Lead', 1)).toEqual(['p1']);
      expect(await find('Nothing')).toEqual([]);
    },
  },
  {
    title: 'looks for the beginning of a key before any part',
    run: async (store) => {
      const named = ['ann@x.example', 'joann@x.example', 'jo@ann.example'];
      const some = named.map((key, at) => aPerson({ id: `p${at}`, key }));
      await store.saveAndRequest(
        [...some, aPerson({ id: 'o1', object: 'company', key: 'jo' })],
        [],
      );
      const find = async (search: string) => {
        const query = { object: 'person', first: 9, after: null, search } as const;
        return idsOf((await store.listRecords(query)).items.map(({ item }) => item));
      };
      expect(await find('ann')).toEqual(['p0']);
      expect(await find('nn@x')).toEqual(['p0', 'p1']);
      expect(await find('jo@ann.example')).toEqual(['p2']);
      expect(await find('nobody')).toEqual([]);
    },
  },
  {
    title: 'lists outcomes newest first, those of one instant by id',
    run: async (store) => {
      const tied = ['s7', 's8', 's9'].map((id) => aSkip({ id, at: minute(2) }));
      await applyPage(store, { skipped: [skip(1), skip(3), ...tied] });
      expect(idsOf(await walkOutcomes(store))).toEqual(['s3', 's9', 's8', 's7', 's1']);
    },
  },
  {
    title: 'neither repeats nor misses an item when others arrive',
    run: async (store) => {
      await applyPage(store, { skipped: [1, 2, 3, 4, 5].map(skip) });
      const arrive = () => applyPage(store, { skipped: [skip(8), skip(9)] });
      expect(idsOf(await walkOutcomes(store, arrive))).toEqual(['s5', 's4', 's3', 's2', 's1']);
    },
  },
  {
    title: 'goes on after an item that is gone',
    run: async (store) => {
      await applyPage(store, { skipped: [1, 2, 3, 4].map(skip) });
      const leave = () => applyPage(store, { cleared: ['s3'] });
      expect(idsOf(await walkOutcomes(store, leave))).toEqual(['s4', 's3', 's2', 's1']);
    },
  },
  {
    title: 'narrows outcomes by every part of a filter',
    run: async (store) => {
      const skipped = [
        skip(1),
        aFailure({ id: 'f1', at: minute(2), runId: 'run2' }),
        aFailure({ id: 'f2', at: minute(3), crmObject: 'Lead', recordId: 'p7' }),
        aFailure({ id: 'f3', at: minute(4), connectionId: 'c2', object: 'task' }),
      ];
      await applyPage(store, { skipped });
      const count = (filter: Parameters<Store['countOutcomes']>[0]) => store.countOutcomes(filter);
      expect(await count({})).toBe(4);
      expect(await count({ connectionId: 'c1' })).toBe(3);
      expect(await count({ crmObject: 'Lead' })).toBe(1);
      expect(await count({ object: 'task' })).toBe(1);
      expect(await count({ statuses: ['failed'] })).toBe(3);
      expect(await count({ statuses: ['failed', 'skipped'] })).toBe(4);
      expect(await count({ statuses: [] })).toBe(0);
      expect(await count({ class: 'validation-rule' })).toBe(3);
      expect(await count({ class: 'permission' })).toBe(0);
      expect(await count({ recordId: 'p7' })).toBe(1);
      expect(await count({ runId: 'run2', connectionId: 'c1' })).toBe(1);
      const filter = { connectionId: 'c1', statuses: ['failed'] } as const;
      const { items } = await store.listOutcomes({ first: 9, after: null, filter });
      expect(idsOf(items.map(({ item }) => item))).toEqual(['f2', 'f1']);
    },
  },
  {
    title: 'finds outcomes by their words or by who they are about (R-ERR-1)',
    run: async (store) => {
      await store.saveAndRequest([aPerson({ keys: ['ada@acme.example', 'ada@home.example'] })], []);
      const failure = {
        ...aFailure().failure,
        message: 'A "50% \\ off" \0 RULE',
        field: 'Size__c',
      };
      const skipped = [
        aFailure({ id: 'f1', crmId: null }),
        aFailure({ id: 'f2', recordId: 'p7', failure: failure as Outcome['failure'] }),
        aSkip({ id: 's1', recordId: 'p8' }),
      ];
      await applyPage(store, { skipped });
      const find = async (search: string) => {
        const { items } = await store.listOutcomes({ filter: { search }, first: 9, after: null });
        return idsOf(items.map(({ item }) => item)).toSorted();
      };
      expect(await find('title IS')).toEqual(['f1']);
      expect(await find('ADA@home.example')).toEqual(['f1']);
      expect(await find('ada@')).toEqual([]);
      expect(await find('50% \\ off')).toEqual(['f2']);
      expect(await find('\0 rule')).toEqual(['f2']);
      expect(await find('size__C')).toEqual(['f2']);
      expect(await find('003a')).toEqual(['f2', 's1']);
      expect(await find('%')).toEqual(['f2']);
      expect(await find('')).toHaveLength(3);
    },
  },
  {
    title: 'finds the few outcomes that fit among many (R-ERR-1)',
    run: async (store) => {
      const few = ['f1', 'f2', 'f3'].map((id) => aFailure({ id, crmId: null, at: minute(0) }));
      const many = Array.from({ length: 2_100 }, (_, at) => skip(at));
      const other = aFailure({
        id: 'w9',
        connectionId: 'c2',
        crmId: crmId('003Zz'),
        at: minute(0),
      });
      await applyPage(store, { skipped: [...few, ...many, other] });
      const list = (filter: OutcomeFilter) => (after: string | null) =>
        store.listOutcomes({ filter, first: 2, after });
      expect(idsOf(await walk(list({ statuses: ['failed'] })))).toEqual(['w9', 'f3', 'f2', 'f1']);
      expect(idsOf(await walk(list({ connectionId: 'c1', search: 'IS required' })))).toEqual([
        'f3',
        'f2',
        'f1',
      ]);
      expect(idsOf(await walk(list({ search: '003z' })))).toEqual(['w9']);
      expect(await walk(list({ search: 'nowhere' }))).toEqual([]);
      expect(await store.countOutcomes({ search: 'title' })).toBe(4);
      expect(await store.countOutcomes({ statuses: ['skipped'] })).toBe(2_100);
    },
  },
  {
    title: 'counts an outcome where it is after it changed (R-ERR-1)',
    run: async (store) => {
      await applyPage(store, {
        skipped: [aFailure({ id: 'f1' }), aFailure({ id: 'f2' }), skip(1)],
      });
      await applyPage(store, { skipped: [aSkip({ id: 'f1' })], cleared: ['s1'] });
      expect(await store.countOutcomes({ statuses: ['failed'] })).toBe(1);
      expect(await store.countOutcomes({ statuses: ['skipped'] })).toBe(1);
      expect(await store.countOutcomes({})).toBe(2);
      expect(await store.countOutcomes({ search: 'is required' })).toBe(1);
    },
  },
  {
    title: 'counts outcomes by kind, most first (R-ERR-1)',
    run: async (store) => {
      const skipped = [
        skip(1),
        ...['f1', 'f2', 'f3'].map((id) => aFailure({ id })),
        aSkip({ id: 's8', reason: 'no-domain', connectionId: 'c2' }),
        aSkip({ id: 's9', reason: null, status: 'created' }),
      ];
      await applyPage(store, { skipped });
      const none = { class: null, reason: null };
      const failed = { ...none, status: 'failed', class: 'validation-rule', count: 3 };
      expect(await store.countByKind({})).toEqual([
        failed,
        { ...none, status: 'created', count: 1 },
        { ...none, status: 'skipped', reason: 'no-domain', count: 1 },
        { ...none, status: 'skipped', reason: 'no-email', count: 1 },
      ]);
      expect(await store.countByKind({ statuses: ['failed'], connectionId: 'c1' })).toEqual([
        failed,
      ]);
      expect(await store.countByKind({ search: 'nowhere' })).toEqual([]);
    },
  },
  {
    title: 'answers outcomes by id',
    run: async (store) => {
      await applyPage(store, { skipped: [skip(1), skip(2)] });
      expect(await store.getOutcomes(['s2', 's9', 's2'])).toEqual([skip(2)]);
      expect(await store.getOutcomes([])).toEqual([]);
    },
  },
  {
    title: 'answers the newest outcomes of each record',
    run: async (store) => {
      await applyPage(store, { skipped: [1, 2, 3, 4, 5, 6].map(skip) });
      expect(idsOf(await store.outcomesOf(['p0', 'p1', 'p1'], 2))).toEqual([
        's6',
        's5',
        's4',
        's3',
      ]);
      expect(await store.outcomesOf([], 2)).toEqual([]);
      expect(await store.outcomesOf(['none'], 2)).toEqual([]);
    },
  },
  {
    title: 'counts what a connection holds of each object',
    run: async (store) => {
      await store.saveMappings('c1', 'person', [aMapping(), aMapping({ crmObject: 'Lead' })]);
      const gone = aRow({ id: crmId('003C'), removed: true, keys: [] });
      await applyPage(store, {
        rows: [aRow(), aRow({ id: crmId('003B') }), gone, aRow({ crmObject: 'Lead' })],
        skipped: [skip(1), aFailure(), aFailure({ id: 'w2', status: 'waiting' })],
      });
      await store.saveAndRequest([], [anAsking(), anAsking({ id: 'w3', recordId: 'p3' })]);
      const contact = { crmObject: 'Contact', mirrored: 2, skipped: 1, failed: 1, waiting: 1 };
      const none = { skipped: 0, failed: 0, waiting: 0, pending: 0 };
      expect((await store.countObjects(['c1'])).get('c1')).toEqual([
        { ...contact, pending: 2 },
        { crmObject: 'Lead', mirrored: 1, ...none },
      ]);
      expect(await store.countObjects(['c2'])).toEqual(new Map());
    },
  },
  {
    title: 'counts a row as long as it is live',
    run: async (store) => {
      await applyPage(store, { rows: [aRow(), aRow({ id: crmId('003B') })] });
      const removed = aRow({ modifiedAt: minute(2), removed: true, keys: [] });
      await applyPage(store, { rows: [removed] });
      await applyPage(store, { rows: [removed] });
      expect((await store.countObjects(['c1'])).get('c1')).toMatchObject([{ mirrored: 1 }]);
      await applyPage(store, { rows: [aRow({ modifiedAt: minute(3) })] });
      expect((await store.countObjects(['c1'])).get('c1')).toMatchObject([{ mirrored: 2 }]);
    },
  },
  {
    title: 'counts skipped records by their reason',
    run: async (store) => {
      await applyPage(store, {
        skipped: [skip(1), skip(2), aSkip({ id: 'd', crmObject: 'Account', reason: 'no-domain' })],
      });
      await applyPage(store, { skipped: [aFailure()] });
      expect(await store.countReasons('c1')).toEqual([
        { crmObject: 'Account', reason: 'no-domain', count: 1 },
        { crmObject: 'Contact', reason: 'no-email', count: 2 },
      ]);
    },
  },
  {
    title: 'keeps runs and lists them newest first',
    run: async (store) => {
      await store.saveRun(aRun());
      await store.saveRun(aRun({ id: 'run2', queuedAt: minute(2), kind: 'write' }));
      await store.saveRun(aRun({ id: 'run3', queuedAt: minute(1), connectionId: 'c2' }));
      await store.saveRun(aRun({ state: 'done', endedAt: minute(5) }));
      expect(await store.getRun('run1')).toEqual(aRun({ state: 'done', endedAt: minute(5) }));
      expect(await store.getRun('none')).toBeNull();
      const list = (narrow: object) =>
        walk((after) => store.listRuns({ first: 1, after, ...narrow }));
      expect(idsOf(await list({}))).toEqual(['run2', 'run3', 'run1']);
      expect(idsOf(await list({ connectionId: 'c1' }))).toEqual(['run2', 'run1']);
      expect(idsOf(await list({ kind: 'read' }))).toEqual(['run3', 'run1']);
    },
  },
  {
    title: 'answers the oldest queued run of a kind',
    run: async (store) => {
      await store.saveRun(aRun({ id: 'b', queuedAt: minute(2) }));
      await store.saveRun(aRun({ id: 'a', queuedAt: minute(3) }));
      await store.saveRun(aRun({ id: 'c', queuedAt: minute(1), state: 'running' }));
      expect((await store.nextQueuedRun('c1', 'read'))?.id).toBe('b');
      expect(await store.nextQueuedRun('c1', 'write')).toBeNull();
      expect(await store.nextQueuedRun('c2', 'read')).toBeNull();
    },
  },
  {
    title: 'answers what the next work of connections depends on',
    run: async (store) => {
      await store.saveRun(aRun({ id: 'a', kind: 'reprocess' }));
      await store.saveRun(aRun({ id: 'b' }));
      await store.saveRun(aRun({ id: 'c' }));
      await store.saveRun(aRun({ id: 'd', kind: 'write', state: 'running' }));
      await store.saveAndRequest([], [anAsking({ dueAt: minute(5) })]);
      const lease = await takeLease(store);
      const nothing = { lease: null, queued: [], writesDueAt: null };
      const ahead = await store.workAhead(['c1', 'c2']);
      const something = { lease, queued: ['read', 'reprocess'], writesDueAt: minute(5) };
      expect(Object.fromEntries(ahead)).toEqual({ c1: something, c2: nothing });
      await store.releaseLease(lease);
      expect((await store.workAhead(['c1'])).get('c1')?.lease).toBeNull();
    },
  },
];
