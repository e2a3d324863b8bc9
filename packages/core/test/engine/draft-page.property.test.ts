import type { Fields, RemoteRecord } from '@concord/core/contract';
import { toInstant, toRemoteId } from '@concord/core/contract';
import { createMemoryStore } from '@concord/core/memory-store';
import type { DomainResolver, Store } from '@concord/core/ports';
import type { CrmObjectName } from '@concord/testkit/memory-crm';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createScriptedCrm } from './scripted-pages.ts';
import type { Script } from './scripted-pages.ts';
import { storedState } from './stored-state.ts';
import { connectionId, createWorld } from './world.ts';

/** In the order of reading. */
const objects = ['Company', 'Lead', 'Person'] as const satisfies readonly CrmObjectName[];

const resolver: DomainResolver = {
  resolve: async (domains) =>
    new Map(domains.map((domain) => [domain, domain.replace(/^old-/, '')])),
};

/** What one record of a page is made of; numbers are taken from a pool of the script's size. */
const rows = fc.record({
  id: fc.nat(),
  address: fc.option(fc.nat(), { freq: 8 }),
  company: fc.option(fc.nat(), { freq: 4 }),
  isOld: fc.boolean(),
  name: fc.constantFrom('Ada', 'Bob', null),
  day: fc.integer({ min: 0, max: 9 }),
  fate: fc.oneof(
    { weight: 8, arbitrary: fc.constant('live' as const) },
    { weight: 3, arbitrary: fc.constantFrom('removed' as const, 'merged' as const) },
    { weight: 1, arbitrary: fc.constant('converted' as const) },
  ),
  into: fc.nat(),
});

type RowSeed = typeof rows extends fc.Arbitrary<infer T> ? T : never;

const fieldsOf = (object: CrmObjectName, seed: RowSeed, pool: number): Fields => {
  const { address, company, isOld, name } = seed;
  const domain = company === null ? null : `${isOld ? 'old-' : ''}c${company % pool}.example`;
  const email = address === null ? null : `p${address % pool}@x.example`;
  if (object === 'Company') return { Name: name, Website: domain };
  const words = { CompanyName: name, CompanySite: domain };
  const lookup = { CompanyId: company === null ? null : `Company-${company % pool}` };
  return { Email: email, LastName: name, ...(object === 'Lead' ? words : lookup) };
};

const recordOf = (
  object: CrmObjectName,
  seed: RowSeed,
  { pool, page }: { readonly pool: number; readonly page: number },
): RemoteRecord => {
  const fate = seed.fate === 'converted' && object !== 'Lead' ? 'live' : seed.fate;
  const place = (name: string, number: number) => toRemoteId(`${name}-${number % pool}`);
  return {
    id: place(object, seed.id),
    fields: fieldsOf(object, seed, pool),
    // Some come late, after a newer state of the same record.
    modifiedAt: toInstant(Date.UTC(2026, 0, 6 * page + seed.day)),
    revision: '1',
    removed: fate === 'removed' || fate === 'merged',
    mergedInto: fate === 'merged' ? place(object, seed.into) : null,
    ...(fate === 'converted'
      ? { continuesAs: { object: 'Person', id: place('Person', seed.into) } }
      : {}),
  };
};

const scripts: fc.Arbitrary<Script> = fc
  .record({
    pool: fc.constantFrom(3, 8, 20, 50),
    pages: fc.array(fc.tuple(fc.constantFrom(...objects), fc.array(rows, { maxLength: 8 })), {
      maxLength: 16,
      size: 'max',
    }),
  })
  .map(({ pool, pages }) =>
    Object.fromEntries(
      objects.map((object) => [
        object,
        pages
          .filter(([name]) => name === object)
          .map(([, seeds], page) => seeds.map((seed) => recordOf(object, seed, { pool, page }))),
      ]),
    ),
  );

/** How often each call waits for others to go on first, and which pages meet a conflict. */
const chances = fc.record({
  waits: fc.array(fc.nat({ max: 30 }), { minLength: 1, maxLength: 20 }),
  conflicts: fc.array(fc.boolean(), { minLength: 1, maxLength: 5 }),
});

type Chance = typeof chances extends fc.Arbitrary<infer T> ? T : never;

/** Lets so many turns of the others pass as the next of the numbers says. */
const turnsOf = (waits: readonly number[]) => {
  let call = 0;
  return async () => {
    const turns = waits[(call += 1) % waits.length] ?? 0;
    for (let turn = 0; turn < turns; turn += 1) await Promise.resolve();
  };
};

const unsteady = (
  store: Store,
  turn: () => Promise<void>,
  conflicts: readonly boolean[],
): Store => {
  let pages = 0;
  return {
    ...store,
    loadReadContext: async (request) => {
      await turn();
      return store.loadReadContext(request);
    },
    applyPage: async (effects) => {
      await turn();
      // Every other attempt at least succeeds.
      pages += 1;
      if (pages % 2 === 0 && conflicts[pages % conflicts.length] === true) return 'conflict';
      return store.applyPage(effects);
    },
  };
};

const sizesOf = (script: Script) =>
  objects.map((name) => [name, script[name]?.length ?? 0] as const);

async function readTogether(script: Script, { waits, conflicts }: Chance) {
  const turn = turnsOf(waits);
  const store = createMemoryStore();
  const crm = createScriptedCrm(script, turn);
  const parts = { resolver, store: unsteady(store, turn, conflicts) };
  const world = await createWorld({ crm, parts });
  for (const [name, size] of sizesOf(script)) crm.open.set(name, size);
  const run = await world.engine.runRead(connectionId, new AbortController().signal);
  expect(run?.failure).toBe(null);
  return storedState(store, objects);
}

/** Each page is the only one of its read: nothing is planned ahead. */
async function readApart(script: Script) {
  const crm = createScriptedCrm(script, async () => {});
  const world = await createWorld({ crm, parts: { resolver } });
  for (const [name, size] of sizesOf(script)) {
    for (let page = 1; page <= size; page += 1) {
      crm.open.set(name, page);
      await world.read();
    }
  }
  return storedState(world.store, objects);
}

describe('readObject: any pages of a CRM', () => {
  it('stores what planning page after page stores', { timeout: 60_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(scripts, chances, async (script, chance) => {
        expect(await readTogether(script, chance)).toEqual(await readApart(script));
      }),
      { numRuns: 250 },
    );
  });
});
