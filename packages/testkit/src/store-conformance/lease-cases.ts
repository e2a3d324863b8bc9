import { isStaleLease } from '@concord/core/ports';
import type { LeaseRequest, Store } from '@concord/core/ports';
import { expect } from 'vitest';
import {
  aConclusion,
  aPage,
  aPerson,
  aPlan,
  anAsking,
  aRow,
  minute,
  takeLease,
} from './samples.ts';
import { around } from './samples.ts';
import type { StoreCase } from './store-case.ts';

const request: LeaseRequest = {
  resource: 'connection:c1',
  mode: 'read',
  holder: 'h1',
  now: minute(0),
  ttlMs: 60_000,
};

const refuses = async (mutation: Promise<unknown>): Promise<void> => {
  const refusal = await mutation.then(
    () => null,
    (error: unknown) => error,
  );
  expect(isStaleLease(refusal)).toBe(true);
};

const passOn = async (store: Store) => {
  const stale = await takeLease(store);
  await takeLease(store, minute(60));
  return stale;
};

/** Leases, and the fence they put around every mutation. */
export const leaseCases: readonly StoreCase[] = [
  {
    title: 'grants a lease from now for its time',
    run: async (store) => {
      const lease = await store.acquireLease(request);
      const { resource, mode, holder } = request;
      const until = minute(1);
      expect(lease).toEqual({ resource, mode, holder, epoch: 1, since: minute(0), until });
      expect(await store.getLease(resource)).toEqual(lease);
    },
  },
  {
    title: 'keeps reads and writes apart until it runs out (R-TIME-5)',
    run: async (store) => {
      await store.acquireLease(request);
      const write = { ...request, mode: 'write', holder: 'h2' } as const;
      expect(await store.acquireLease(write)).toBeNull();
      expect(await store.acquireLease(request)).toBeNull();
      expect(await store.acquireLease({ ...write, resource: 'connection:c2' })).not.toBeNull();
      const next = await store.acquireLease({ ...write, now: minute(1) });
      expect(next).toMatchObject({ mode: 'write', holder: 'h2', epoch: 2 });
    },
  },
  {
    title: 'raises the epoch over a release',
    run: async (store) => {
      const first = await takeLease(store);
      await store.releaseLease(first);
      expect(await store.getLease(request.resource)).toBeNull();
      expect((await takeLease(store)).epoch).toBe(first.epoch + 1);
    },
  },
  {
    title: 'renews a lease for its holder only',
    run: async (store) => {
      const stale = await takeLease(store);
      expect(await store.renewLease(stale, minute(30))).toBe(true);
      expect((await store.getLease(request.resource))?.until).toBe(minute(30));
      const current = await takeLease(store, minute(30));
      expect(await store.renewLease(stale, minute(90))).toBe(false);
      expect(await store.getLease(request.resource)).toEqual(current);
    },
  },
  {
    title: 'renews no lease that was released',
    run: async (store) => {
      const lease = await takeLease(store);
      await store.releaseLease(lease);
      expect(await store.renewLease(lease, minute(30))).toBe(false);
      expect(await store.getLease(request.resource)).toBeNull();
    },
  },
  {
    title: 'leaves the lease of another holder in force',
    run: async (store) => {
      const stale = await passOn(store);
      await store.releaseLease(stale);
      expect(await store.getLease(request.resource)).not.toBeNull();
    },
  },
  {
    title: 'refuses a page under a lease that passed on',
    run: async (store) => {
      const stale = await passOn(store);
      await refuses(store.applyPage(aPage(stale, { rows: [aRow()], platform: [aPerson()] })));
      expect(await around(store, ['003A'])).toEqual({
        known: [],
        rivals: [],
        platform: [],
        companies: [],
        links: [],
      });
      expect(await store.getCheckpoint('c1', 'Contact')).toBeNull();
    },
  },
  {
    title: 'refuses a page under a lease that was released',
    run: async (store) => {
      const lease = await takeLease(store);
      await store.releaseLease(lease);
      await refuses(store.applyPage(aPage(lease, { rows: [aRow()] })));
    },
  },
  {
    title: 'refuses plans, calls and conclusions of a stale holder',
    run: async (store) => {
      await store.saveAndRequest([aPerson()], [anAsking()]);
      const stale = await takeLease(store);
      await store.savePlans(stale, [aPlan()]);
      const current = await takeLease(store, minute(60));
      await refuses(store.savePlans(stale, [aPlan({ id: 'plan2' })]));
      await refuses(store.markSent(stale, ['plan1'], minute(3)));
      await refuses(store.conclude(stale, [aConclusion()], { id: 'run1', counts: {} }));
      expect(await store.openPlans('c1')).toEqual([aPlan()]);
      await store.markSent(current, ['plan1'], minute(61));
      expect(await store.openPlans('c1')).toMatchObject([{ phase: 'sent', sentAt: minute(61) }]);
    },
  },
  {
    title: 'grants one of many that ask at once',
    run: async (store) => {
      const asked = Array.from({ length: 8 }, (_, at) =>
        store.acquireLease({ ...request, holder: `h${at}` }),
      );
      const granted = (await Promise.all(asked)).filter((lease) => lease !== null);
      expect(granted).toHaveLength(1);
    },
  },
];
