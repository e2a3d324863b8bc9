import type { Lease, Store } from '@concord/core/ports';
import { noCounts } from '@concord/core/ports';
import { expect } from 'vitest';
import {
  aConclusion,
  aFailure,
  aLink,
  anAsking,
  aPerson,
  aPlan,
  applyPage,
  aRow,
  aRun,
  around,
  crmId,
  dueIds,
  minute,
  requestOf,
  takeLease,
} from './samples.ts';
import type { StoreCase } from './store-case.ts';

const run = { id: 'run1', counts: {} };

const unknown = aConclusion({
  plan: { id: 'plan1', phase: 'unknown' },
  request: {
    id: 'w1',
    seq: 1,
    state: 'waiting',
    waitingFor: 'unknown-outcome',
    dueAt: minute(30),
    attempt: 1,
  },
  outcome: null,
  link: null,
});

const planned = async (store: Store): Promise<Lease> => {
  await store.saveAndRequest([aPerson()], [anAsking()]);
  const lease = await takeLease(store);
  await store.savePlans(lease, [aPlan()]);
  return lease;
};

/** Plans, stored before the call and concluded after it. */
export const planCases: readonly StoreCase[] = [
  {
    title: 'keeps a plan as it was made, in phase planned',
    run: async (store) => {
      const lease = await planned(store);
      expect(await store.openPlans('c1')).toEqual([aPlan()]);
      await store.savePlans(lease, [aPlan({ phase: 'sent' })]);
      expect(await store.openPlans('c1')).toEqual([aPlan()]);
      expect(await store.openPlans('c2')).toEqual([]);
    },
  },
  {
    title: 'replaces the open plan of a request',
    run: async (store) => {
      const lease = await planned(store);
      const second = aPlan({ id: 'plan2', plannedAt: minute(3) });
      await store.savePlans(lease, [second]);
      expect(await store.openPlans('c1')).toEqual([second]);
    },
  },
  {
    title: 'answers open plans oldest first',
    run: async (store) => {
      const plans = [3, 1, 2].map((at) =>
        aPlan({ id: `plan${at}`, requestId: `w${at}`, plannedAt: minute(at) }),
      );
      await store.savePlans(await takeLease(store), plans);
      const open = (await store.openPlans('c1')).map((plan) => plan.id);
      expect(open).toEqual(['plan1', 'plan2', 'plan3']);
    },
  },
  {
    title: 'marks plans sent before the call',
    run: async (store) => {
      const lease = await planned(store);
      await store.markSent(lease, ['plan1', 'none'], minute(3));
      const sent = aPlan({ phase: 'sent', sentAt: minute(3) });
      expect(await store.openPlans('c1')).toEqual([sent]);
      await store.conclude(lease, [aConclusion()], run);
      await store.markSent(lease, ['plan1'], minute(4));
      expect(await store.openPlans('c1')).toEqual([]);
    },
  },
  {
    title: 'stores a conclusion as a whole',
    run: async (store) => {
      await store.saveRun(aRun());
      await applyPage(store, { rows: [aRow()] });
      const lease = await planned(store);
      const touched = { crmObject: 'Contact', crmId: crmId('003A') };
      const counts = { Contact: { ...noCounts, updated: 1 } };
      await store.conclude(lease, [aConclusion({ touched })], { id: 'run1', counts });
      expect(await store.openPlans('c1')).toEqual([]);
      expect((await requestOf(store)).state).toBe('done');
      expect(await store.outcomesOf(['p1'], 5)).toEqual([aConclusion().outcome]);
      expect(await store.linksOf(['p1'])).toEqual([aLink()]);
      expect((await around(store, ['003A'])).known).toEqual([aRow({ revision: null })]);
      expect((await store.getRun('run1'))?.counts).toEqual(counts);
    },
  },
  {
    title: 'repeats a conclusion without a trace',
    run: async (store) => {
      const lease = await planned(store);
      await store.conclude(lease, [aConclusion()], run);
      await store.saveAndRequest([], [anAsking({ id: 'w2', dueAt: minute(5) })]);
      const late = aConclusion({ link: aLink({ crmId: crmId('003Z') }), outcome: aFailure() });
      await store.conclude(lease, [late], run);
      await store.conclude(lease, [{ ...late, plan: null }], run);
      expect((await requestOf(store)).state).toBe('done');
      expect(await store.linksOf(['p1'])).toEqual([aLink()]);
      expect(await store.outcomesOf(['p1'], 5)).toMatchObject([{ status: 'updated' }]);
      expect(await dueIds(store, 5)).toEqual(['w2']);
    },
  },
  {
    title: 'keeps of earlier requests for a record what was done alone (R-ERR-1)',
    run: async (store) => {
      const lease = await planned(store);
      await store.conclude(lease, [aConclusion({ outcome: aFailure() })], run);
      const second = anAsking({ id: 'w2', dueAt: minute(5) });
      await store.saveAndRequest([], [second]);
      await store.savePlans(lease, [aPlan({ id: 'plan2', requestId: 'w2' })]);
      const next = aConclusion();
      const done = {
        ...next,
        plan: { id: 'plan2', phase: 'done' },
        request: { ...next.request, id: 'w2' },
        outcome: { ...aFailure(), id: 'w2', status: 'updated', failure: null },
      } as const;
      await store.conclude(lease, [done], run);
      expect(await store.outcomesOf(['p1'], 5)).toEqual([done.outcome]);
    },
  },
  {
    title: 'serves an asking that came during the call',
    run: async (store) => {
      const lease = await planned(store);
      await store.saveAndRequest([], [anAsking({ id: 'w2', dueAt: minute(40) })]);
      await store.conclude(lease, [aConclusion()], run);
      const next = { seq: 2, state: 'pending', attempt: 0 };
      expect(await requestOf(store)).toMatchObject(next);
      expect(await dueIds(store, 0)).toEqual(['w1']);
      expect(await store.outcomesOf(['p1'], 5)).toMatchObject([{ status: 'updated' }]);
    },
  },
  {
    title: 'keeps a plan open whose answer is lost',
    run: async (store) => {
      const lease = await planned(store);
      await store.conclude(lease, [unknown], run);
      await store.conclude(lease, [unknown], run);
      expect(await store.openPlans('c1')).toEqual([aPlan({ phase: 'unknown' })]);
      const waits = { state: 'waiting', waitingFor: 'unknown-outcome', attempt: 1 };
      expect(await requestOf(store)).toMatchObject(waits);
      expect(await store.nextDueAt('c1')).toBe(minute(30));
      expect(await dueIds(store, 90)).toEqual([]);
    },
  },
  {
    title: 'waits for a lost answer though asked again (R-DUP-1)',
    run: async (store) => {
      const lease = await planned(store);
      await store.conclude(lease, [unknown], run);
      const defaults = { LeadSource: 'Play' };
      await store.saveAndRequest([], [anAsking({ id: 'w2', defaults, dueAt: minute(2) })]);
      const waits = { seq: 2, state: 'waiting', waitingFor: 'unknown-outcome', defaults };
      expect(await requestOf(store)).toMatchObject({ ...waits, dueAt: minute(30) });
      expect(await store.retryRequests({ ids: ['w1'] }, minute(3))).toBe(0);
      await store.conclude(lease, [aConclusion()], run);
      expect(await requestOf(store)).toMatchObject({ seq: 2, state: 'pending', waitingFor: null });
      expect(await dueIds(store, 2)).toEqual(['w1']);
    },
  },
  {
    title: 'waits for an answer lost after the asking (R-DUP-1)',
    run: async (store) => {
      const lease = await planned(store);
      await store.saveAndRequest([], [anAsking({ id: 'w2', dueAt: minute(2) })]);
      await store.conclude(lease, [unknown], run);
      const waits = { seq: 2, state: 'waiting', dueAt: minute(30) };
      expect(await requestOf(store)).toMatchObject(waits);
    },
  },
  {
    title: 'leaves the outcome that is there when told none',
    run: async (store) => {
      const lease = await planned(store);
      const later = { ...aConclusion().request, state: 'pending' } as const;
      const first = aConclusion({ plan: null, request: later, outcome: aFailure(), link: null });
      await store.conclude(lease, [first], run);
      await store.conclude(lease, [{ ...first, outcome: null }], run);
      expect(await store.outcomesOf(['p1'], 5)).toEqual([aFailure()]);
    },
  },
  {
    title: 'concludes many requests at once',
    run: async (store) => {
      const ids = Array.from({ length: 200 }, (_, at) => `${at}`);
      await store.saveAndRequest(
        [],
        ids.map((id) => anAsking({ id: `w${id}`, recordId: `p${id}` })),
      );
      const lease = await takeLease(store);
      await store.savePlans(
        lease,
        ids.map((id) => aPlan({ id: `plan${id}`, requestId: `w${id}`, recordId: `p${id}` })),
      );
      const conclusions = ids.map((id) =>
        aConclusion({
          plan: { id: `plan${id}`, phase: 'done' },
          request: { ...aConclusion().request, id: `w${id}` },
          outcome: aFailure({ id: `w${id}`, recordId: `p${id}` }),
          link: aLink({ recordId: `p${id}`, crmId: crmId(`003${id}`) }),
        }),
      );
      await store.conclude(lease, conclusions, run);
      expect(await store.openPlans('c1')).toEqual([]);
      expect(await store.countOutcomes({ statuses: ['failed'] })).toBe(200);
      expect(await store.linksOf(ids.map((id) => `p${id}`))).toHaveLength(200);
    },
  },
];
