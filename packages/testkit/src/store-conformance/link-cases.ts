import type { Store } from '@concord/core/ports';
import { expect } from 'vitest';
import { aLink, applyPage, crmId } from './samples.ts';
import type { StoreCase } from './store-case.ts';

const linksOf = async (store: Store, ...recordIds: string[]): Promise<string[]> =>
  (await store.linksOf(recordIds)).map((link) => `${link.recordId} ${link.crmId}`).toSorted();

const link = (recordId: string, id: string) => aLink({ recordId, crmId: crmId(id) });

const merge = (from: string, to: string) => ({ from: crmId(from), to: crmId(to) });

/** Links, unique both ways. */
export const linkCases: readonly StoreCase[] = [
  {
    title: 'keeps one link of a record in each object and connection',
    run: async (store) => {
      const lead = aLink({ crmObject: 'Lead' });
      const elsewhere = aLink({ connectionId: 'c2' });
      await applyPage(store, { links: [aLink(), lead, elsewhere] });
      await applyPage(store, { links: [link('p1', '003B')] });
      expect(await linksOf(store, 'p1')).toEqual(['p1 003A', 'p1 003A', 'p1 003B']);
    },
  },
  {
    title: 'keeps one link of a CRM record',
    run: async (store) => {
      await applyPage(store, { links: [aLink()] });
      await applyPage(store, { links: [link('p2', '003A')] });
      expect(await linksOf(store, 'p1', 'p2')).toEqual(['p2 003A']);
    },
  },
  {
    title: 'replaces links on both sides by one',
    run: async (store) => {
      await applyPage(store, { links: [link('p1', '003A'), link('p2', '003B')] });
      await applyPage(store, { links: [aLink({ crmId: crmId('003B'), createdByUs: true })] });
      expect(await store.linksOf(['p1', 'p2'])).toEqual([
        aLink({ crmId: crmId('003B'), createdByUs: true }),
      ]);
    },
  },
  {
    title: 'takes the last of links that exclude each other',
    run: async (store) => {
      const links = [
        link('p1', '003A'),
        link('p2', '003A'),
        link('p2', '003B'),
        link('p3', '003B'),
      ];
      await applyPage(store, { links });
      expect(await linksOf(store, 'p1', 'p2', 'p3')).toEqual(['p3 003B']);
    },
  },
  {
    title: 'swaps two links in one page',
    run: async (store) => {
      await applyPage(store, { links: [link('p1', '003A'), link('p2', '003B')] });
      await applyPage(store, { links: [link('p1', '003B'), link('p2', '003A')] });
      expect(await linksOf(store, 'p1', 'p2')).toEqual(['p1 003B', 'p2 003A']);
    },
  },
  {
    title: 'passes the link of a merged record to the survivor (R-DUP-5)',
    run: async (store) => {
      await applyPage(store, { links: [aLink({ createdByUs: true })] });
      await applyPage(store, { merges: [merge('003A', '003B')] });
      expect(await store.linksOf(['p1'])).toEqual([
        aLink({ crmId: crmId('003B'), createdByUs: true }),
      ]);
    },
  },
  {
    title: 'leaves the link that the survivor has',
    run: async (store) => {
      await applyPage(store, { links: [link('p1', '003A'), link('p2', '003B')] });
      await applyPage(store, { merges: [merge('003A', '003B')] });
      expect(await linksOf(store, 'p1', 'p2')).toEqual(['p2 003B']);
    },
  },
  {
    title: 'follows a chain of merges in either order',
    run: async (store) => {
      await applyPage(store, { links: [link('p1', '003A'), link('p2', '003X')] });
      const chain = [merge('003A', '003B'), merge('003B', '003C')];
      const reversed = [merge('003Y', '003Z'), merge('003X', '003Y')];
      await applyPage(store, { merges: [...chain, ...reversed] });
      expect(await linksOf(store, 'p1', 'p2')).toEqual(['p1 003C', 'p2 003Z']);
    },
  },
  {
    title: 'passes one link of several records merged into one',
    run: async (store) => {
      await applyPage(store, { links: [link('p1', '003A'), link('p2', '003B')] });
      await applyPage(store, { merges: [merge('003B', '003C'), merge('003A', '003C')] });
      expect(await linksOf(store, 'p1', 'p2')).toEqual(['p2 003C']);
    },
  },
  {
    title: 'lets the links of a page have the last word over its merges',
    run: async (store) => {
      await applyPage(store, { links: [link('p1', '003A'), link('p2', '003B')] });
      const page = { merges: [merge('003A', '003B')], links: [link('p1', '003B')] };
      await applyPage(store, page);
      expect(await linksOf(store, 'p1', 'p2')).toEqual(['p1 003B']);
    },
  },
  {
    title: 'leaves the links of other objects out of a merge',
    run: async (store) => {
      await applyPage(store, { links: [aLink({ crmObject: 'Lead' })] });
      await applyPage(store, { merges: [merge('003A', '003B')] });
      expect(await linksOf(store, 'p1')).toEqual(['p1 003A']);
    },
  },
];
