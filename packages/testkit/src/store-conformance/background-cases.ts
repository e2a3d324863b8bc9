import { expect } from 'vitest';
import {
  aCheckpoint,
  aCompany,
  aConnection,
  aLink,
  applyPage,
  aRow,
  aRun,
  around,
  crmId,
  minute,
} from './samples.ts';
import type { StoreCase } from './store-case.ts';

/** What work on all of the mirror asks for, beside the reads (R-TIME-3). */
export const backgroundCases: readonly StoreCase[] = [
  {
    title: 'lists the mirror of one object by id, page by page',
    run: async (store) => {
      const rows = ['003C', '003A', '', '003B'].map((id) => aRow({ id: crmId(id) }));
      const removed = aRow({ id: crmId('003D'), removed: true, keys: [] });
      const others = [aRow({ crmObject: 'Lead' }), aRow({ connectionId: 'c2' })];
      await applyPage(store, { rows: [...rows, removed, ...others] });
      const list = async (after: string | null, limit: number) => {
        const query = { connectionId: 'c1', crmObject: 'Contact', limit };
        return store.listMirror({ ...query, after: after === null ? null : crmId(after) });
      };
      expect((await list(null, 3)).map((row) => row.id)).toEqual(['', '003A', '003B']);
      expect(await list('003B', 3)).toEqual([rows[0], removed]);
      expect(await list('003AA', 1)).toEqual([rows[3]]);
      expect(await list('003D', 3)).toEqual([]);
    },
  },
  {
    title: 'leaves the checkpoint alone when a page brings none (R-TIME-3)',
    run: async (store) => {
      await applyPage(store, { checkpoint: null });
      expect(await store.getCheckpoint('c1', 'Contact')).toBeNull();
      await applyPage(store, {});
      await applyPage(store, { checkpoint: null, rows: [aRow()] });
      expect(await store.getCheckpoint('c1', 'Contact')).toEqual(aCheckpoint());
      expect((await around(store, ['003A'])).known).toEqual([aRow()]);
    },
  },
  {
    title: 'passes links of merged records without a checkpoint',
    run: async (store) => {
      await applyPage(store, { links: [aLink()] });
      const merges = [{ from: crmId('003A'), to: crmId('003B') }];
      await applyPage(store, { checkpoint: null, merges });
      expect(await store.linksOf(['p1'])).toEqual([aLink({ crmId: crmId('003B') })]);
    },
  },
  {
    title: 'keeps what a converted record continues as (R-PERSON-8)',
    run: async (store) => {
      const continuesAs = { object: 'Contact', id: crmId('nul \0') };
      const converted = aRow({ crmObject: 'Lead', continuesAs });
      await applyPage(store, { rows: [aRow({ crmObject: 'Lead' })] });
      await applyPage(store, { rows: [converted] });
      const query = { connectionId: 'c1', crmObject: 'Lead', after: null, limit: 9 };
      expect(await store.listMirror(query)).toEqual([converted]);
      await applyPage(store, { rows: [aRow({ crmObject: 'Lead' })] });
      expect(await store.listMirror(query)).toEqual([aRow({ crmObject: 'Lead' })]);
    },
  },
  {
    title: 'keeps when somebody changed a record that the CRM changed since (R-DUP-3)',
    run: async (store) => {
      const edited = aRow({ editedAt: minute(0) });
      const query = { connectionId: 'c1', crmObject: 'Contact', after: null, limit: 9 };
      await applyPage(store, { rows: [edited] });
      expect(await store.listMirror(query)).toEqual([edited]);
      await applyPage(store, { rows: [aRow()] });
      expect(await store.listMirror(query)).toEqual([aRow()]);
    },
  },
  {
    title: 'answers companies by the domains that people name',
    run: async (store) => {
      const company = aCompany({ keys: ['acme.example', 'acme.test'] });
      const links = [
        aLink({ recordId: 'o1', crmObject: 'Account', crmId: crmId('001A') }),
        aLink({ recordId: 'o1', crmObject: 'Account', connectionId: 'c2' }),
      ];
      await applyPage(store, { platform: [company], links });
      const nothing = await around(store, []);
      expect(nothing.companies).toEqual([]);
      const found = await store.loadReadContext({
        connectionId: 'c1',
        object: 'person',
        crmObject: 'Lead',
        ids: [],
        keys: [],
        domains: ['acme.test', 'acme.example', 'none.example'],
        companies: null,
      });
      expect(found).toEqual({ ...nothing, companies: [company], links: links.slice(0, 1) });
    },
  },
  {
    title: 'answers a stopped run again, where it goes on',
    run: async (store) => {
      const position = { crmObject: 'Contact', after: crmId('003A') };
      const run = aRun({ id: 'run2', kind: 'reprocess', startedAt: minute(1), position });
      await store.saveRun(aRun({ id: 'run3', kind: 'reprocess', queuedAt: minute(2) }));
      await store.saveRun({ ...run, state: 'running' });
      expect((await store.nextQueuedRun('c1', 'reprocess'))?.id).toBe('run3');
      await store.saveRun(run);
      expect(await store.nextQueuedRun('c1', 'reprocess')).toEqual(run);
      expect(await store.nextQueuedRun('c1', 'reconcile')).toBeNull();
    },
  },
  {
    title: 'answers each kind of run for itself (R-TIME-2)',
    run: async (store) => {
      const run = aRun({ id: 'run2', kind: 'associations' });
      await store.saveRun(aRun({ id: 'run3', kind: 'reconcile' }));
      await store.saveRun(run);
      expect(await store.nextQueuedRun('c1', 'associations')).toEqual(run);
      const query = { connectionId: 'c1', kind: 'associations', first: 9, after: null } as const;
      expect((await store.listRuns(query)).items.map(({ item }) => item)).toEqual([run]);
    },
  },
  {
    title: 'remembers when it was last asked what records belong to (R-TIME-2)',
    run: async (store) => {
      await store.createConnection(aConnection());
      await store.changeConnection('c1', { lastAssociatedAt: minute(7) });
      const asked = aConnection({ lastAssociatedAt: minute(7) });
      expect(await store.getConnection('c1')).toEqual(asked);
    },
  },
  {
    title: 'remembers when the mirror was last compared',
    run: async (store) => {
      await store.createConnection(aConnection());
      await store.changeConnection('c1', { lastReconciledAt: minute(7) });
      const compared = aConnection({ lastReconciledAt: minute(7) });
      expect(await store.getConnection('c1')).toEqual(compared);
    },
  },
];
