import type { RemoteRecord } from '@concord/core/contract';
import { toInstant, toRemoteId } from '@concord/core/contract';
import { createMemoryStore } from '@concord/core/memory-store';
import type { Store } from '@concord/core/ports';
import { describe, expect, it } from 'vitest';
import { createScriptedCrm } from './scripted-pages.ts';
import { createWorld } from './world.ts';

const person = (id: string, lastName: string, day: number): RemoteRecord => ({
  id: toRemoteId(id),
  fields: { Email: 'a@acme.com', LastName: lastName, CompanyId: null },
  modifiedAt: toInstant(Date.UTC(2026, 0, day)),
  revision: '1',
  removed: false,
  mergedInto: null,
});

const removed = (id: string, day: number): RemoteRecord => ({
  ...person(id, '', day),
  fields: {},
  removed: true,
});

/** Stores a page only after whatever else can go on has done so. */
const slow = (store: Store): Store => ({
  ...store,
  applyPage: async (effects) => {
    for (let turn = 0; turn < 100; turn += 1) await Promise.resolve();
    return store.applyPage(effects);
  },
});

describe('readObject', () => {
  it('plans a page anew whose record was known by an address the page before has', async () => {
    const pages = [[person('1', 'One', 5)], [person('2', 'Two', 3)], [removed('1', 6)]];
    const crm = createScriptedCrm({ Person: pages }, async () => {});
    const store = slow(createMemoryStore());
    const world = await createWorld({ crm, store });
    crm.open.set('Person', 1);
    await world.read();
    crm.open.set('Person', 3);
    await world.read();
    const found = await store.findRecord('person', 'a@acme.com');
    expect(found?.fields['lastName']).toBe('Two');
  });
});
