import type { PlatformObject } from '@concord/core/platform';
import type { Store } from '@concord/core/ports';
import { samples } from '@concord/testkit/store';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createFixture } from './fixture.ts';

const { aPerson, applyPage, aRun, aSkip, minute } = samples;

/** A list, how an item comes into it, and how one leaves it; `null` where none ever does. */
interface List {
  readonly name: string;
  readonly add: (store: Store, id: string, rank: number) => Promise<unknown>;
  readonly remove: ((store: Store, id: string) => Promise<unknown>) | null;
}

const ofRecords = (name: string, object: PlatformObject): List => ({
  name,
  add: (store, id) => store.saveAndRequest([aPerson({ id, object, key: `${id}.example` })], []),
  remove: (store, id) => applyPage(store, { forgotten: [id] }),
});

const lists: readonly List[] = [
  ofRecords('companies', 'company'),
  ofRecords('people', 'person'),
  ofRecords('tasks', 'task'),
  ofRecords('emailMessages', 'emailMessage'),
  ofRecords('opportunities', 'opportunity'),
  {
    name: 'outcomes',
    add: (store, id, rank) => applyPage(store, { skipped: [aSkip({ id, at: minute(rank % 7) })] }),
    remove: (store, id) => applyPage(store, { cleared: [id] }),
  },
  {
    name: 'runs',
    add: (store, id, rank) => store.saveRun(aRun({ id, queuedAt: minute(rank % 7) })),
    remove: null,
  },
];

/** What happens between two pages: items come and go at any place of the list. */
const between = fc.array(
  fc.record({ move: fc.constantFrom('add', 'remove'), rank: fc.nat({ max: 999 }) }),
  { maxLength: 4 },
);

const scenario = fc.record({
  start: fc.uniqueArray(fc.nat({ max: 999 }), { maxLength: 25 }),
  first: fc.integer({ min: 1, max: 7 }),
  betweens: fc.array(between, { minLength: 1, maxLength: 30 }),
});

const idOf = (rank: number) => `id-${String(rank).padStart(3, '0')}`;

describe('a list that is read page by page', () => {
  it.each(lists)('$name shows once what stays, whatever comes and goes', async (list) => {
    const property = fc.asyncProperty(scenario, async ({ start, first, betweens }) => {
      const { ask, store } = await createFixture();
      const ranks = new Set(start);
      const stayed = new Set(start);
      for (const rank of start) await list.add(store, idOf(rank), rank);

      const happen = async ({ move, rank }: { readonly move: string; readonly rank: number }) => {
        if (move === 'add' && !ranks.has(rank)) {
          ranks.add(rank);
          await list.add(store, idOf(rank), rank);
        }
        if (move === 'remove' && ranks.has(rank) && list.remove !== null) {
          ranks.delete(rank);
          stayed.delete(rank);
          await list.remove(store, idOf(rank));
        }
      };

      const seen: string[] = [];
      const query = `query Q($first: Int!, $after: String) {
        ${list.name}(first: $first, after: $after) {
          edges { cursor node { id } } pageInfo { hasNextPage endCursor }
        }
      }`;
      let after: string | null = null;
      for (let page = 0; ; page += 1) {
        const { data } = await ask(query, { first, after });
        const { edges, pageInfo } = data[list.name];
        seen.push(...edges.map((edge: { node: { id: string } }) => edge.node.id));
        if (pageInfo.hasNextPage === false) break;
        after = pageInfo.endCursor;
        for (const one of betweens[page] ?? []) await happen(one);
      }
      expect(new Set(seen).size).toBe(seen.length);
      expect(seen).toEqual(expect.arrayContaining([...stayed].map(idOf)));
    });
    await fc.assert(property, { numRuns: 25 });
  });
});
