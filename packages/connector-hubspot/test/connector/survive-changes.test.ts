import { toRemoteId, type Cursor, type RemoteId, type RemoteRecord } from '@concord/core/contract';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { listed, openReadingStage, plant, readBin, texts } from './reading-stage.ts';
import type { ReadingStage } from './reading-stage.ts';

/** What happens in the portal, or to us, one after the other. */
type Step =
  | { readonly kind: 'edit' | 'touch' | 'archive' | 'merge' | 'restore'; readonly which: number }
  | { readonly kind: 'create'; readonly count: number }
  | { readonly kind: 'wait'; readonly ms: number }
  | { readonly kind: 'page' };

const which = fc.nat(1000);
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ kind: fc.constantFrom('edit', 'touch'), which }) },
  {
    weight: 2,
    arbitrary: fc.record({ kind: fc.constantFrom('archive', 'merge', 'restore'), which }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ kind: fc.constant('create'), count: fc.integer({ min: 1, max: 90 }) }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant('wait'),
      ms: fc.constantFrom(1, 999, 20_000, 400_000),
    }),
  },
  { weight: 6, arbitrary: fc.record({ kind: fc.constant('page') }) },
);

const rules = fc.record({
  searchLag: fc.constantFrom(
    { minMs: 0, maxMs: 0 },
    { minMs: 2000, maxMs: 8000 },
    { minMs: 0, maxMs: 280_000 },
  ),
  shortPages: fc.constantFrom(0, 0.5),
  modifiedBumps: fc.boolean(),
  restoreKeepsId: fc.boolean(),
  batchOrder: fc.constantFrom('shuffled', 'asked'),
  emptyBatchRead: fc.constantFrom('multiStatus', 'notFound'),
});

/** What is held of the portal: of each record the latest version, as the engine keeps it. */
class Mirror {
  readonly rows = new Map<string, RemoteRecord>();

  take(records: readonly RemoteRecord[]): void {
    for (const record of records) {
      const held = this.rows.get(record.id);
      if (held === undefined || record.modifiedAt >= held.modifiedAt)
        this.rows.set(record.id, record);
    }
  }
}

type Listed = (typeof listed)[number];

/** Does it; the id that is given up by it, and stands neither in a search nor in the bin. */
const change = (
  stage: ReadingStage,
  object: Listed,
  { kind, which: at }: Extract<Step, { which: number }>,
): RemoteId | null => {
  const { portal } = stage.crm;
  const ids = portal.ids(object);
  const id = ids[at % Math.max(1, ids.length)];
  const other = ids[(at + 1) % Math.max(1, ids.length)];
  if (id === undefined || other === undefined) return null;
  const ref = { object, id };
  if (kind === 'edit') portal.update(ref, { [texts[object]]: `text ${at}` });
  if (kind === 'touch') portal.touch(ref);
  if (kind === 'archive') portal.archive(ref);
  if (kind === 'merge' && id !== other) portal.merge(object, { primary: id, other });
  if (kind === 'restore') {
    portal.archive(ref);
    stage.crm.clock.advance(1);
    if (portal.restore(ref) !== id) return toRemoteId(id);
  }
  return null;
};

describe.each(listed)('whatever happens between two pages of %s', (object) => {
  it('the latest of every record is held once it is quiet', async () => {
    await fc.assert(
      fc.asyncProperty(
        rules,
        fc.array(step, { minLength: 5, maxLength: 30 }),
        async (some, steps) => {
          const stage = await openReadingStage({ rules: some });
          try {
            await follow(stage, object, steps);
          } finally {
            await stage.crm.close();
          }
        },
      ),
      { numRuns: 25 },
    );
  }, 240_000);
});

const follow = async (stage: ReadingStage, object: Listed, steps: readonly Step[]) => {
  const { crm, context, objects } = stage;
  const { read } = objects[object];
  const fields = [texts[object]];
  const mirror = new Mirror();
  let cursor: Cursor | null = null;
  let planted = 0;
  const given: (RemoteId | null)[] = [];
  const turn = async (): Promise<boolean> => {
    const page: Awaited<ReturnType<typeof read.page>> = await read.page(context, {
      fields,
      after: cursor,
    });
    mirror.take(page.records);
    ({ cursor } = page);
    return page.more;
  };
  for (const one of steps) {
    if (one.kind === 'page') await turn();
    else if (one.kind === 'wait') crm.clock.advance(one.ms);
    else if (one.kind === 'create') planted += plant(stage, object, one.count, planted).length;
    else given.push(change(stage, object, one));
  }
  // Quiet: the index has caught up, and one pass begins after it did.
  crm.setRules({ modifiedBumps: false });
  crm.clock.advance(299_000);
  while (await turn());
  while (await turn());
  mirror.take(await readBin(context, read, fields));
  const givenUp = given.filter((id) => id !== null);
  expect(await read.removed(context, givenUp)).toEqual(givenUp);
  for (const id of givenUp) mirror.rows.delete(id);
  const live = [...mirror.rows.values()].filter(({ removed }) => !removed);
  const held = live.map(({ id, fields: values }) => [id, values[texts[object]] ?? null]);
  const there = crm.portal
    .ids(object)
    .map((id) => [id, crm.portal.read({ object, id })?.[texts[object]] ?? null]);
  expect(held.toSorted(byId)).toEqual(there.toSorted(byId));
};

const byId = (one: readonly unknown[], other: readonly unknown[]): number =>
  Number(one[0]) - Number(other[0]);
