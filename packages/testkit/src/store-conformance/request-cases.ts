import type { Outcome, OutcomeFilter } from '@concord/core/ports';
import { expect } from 'vitest';
import {
  aConclusion,
  aFailure,
  anAsking,
  aPerson,
  aPlan,
  applyPage,
  aSkip,
  dueIds,
  minute,
  requestOf,
  takeLease,
} from './samples.ts';
import type { StoreCase } from './store-case.ts';

const run = { id: 'run1', counts: {} };

const wait = (id: string, waitingFor: 'company' | 'unknown-outcome') =>
  aConclusion({
    plan: null,
    outcome: null,
    link: null,
    request: { id, seq: 1, state: 'waiting', waitingFor, dueAt: minute(60), attempt: 0 },
  });

/** Requests: one open per connection and record, merged, waited for, retried. */
export const requestCases: readonly StoreCase[] = [
  {
    title: 'opens a request that is due from its time on',
    run: async (store) => {
      await store.saveAndRequest([aPerson()], [anAsking()]);
      const asked = { undoes: [], writes: true };
      const opened = { ...asked, seq: 1, state: 'pending', waitingFor: null, attempt: 0 };
      expect(await requestOf(store)).toEqual({ ...anAsking(), ...opened });
      expect(await dueIds(store, 0)).toEqual([]);
      expect(await dueIds(store, 1)).toEqual(['w1']);
    },
  },
  {
    title: 'merges a later asking into the open request',
    run: async (store) => {
      const defaults = { LeadSource: 'Play', Rating: 'Hot' };
      const trigger = { play: 'Welcome', sequence: null };
      await store.saveAndRequest([], [anAsking({ defaults, trigger })]);
      const later = { id: 'w2', dueAt: minute(9), createdAt: minute(9) };
      const asked = anAsking({
        ...later,
        defaults: { Rating: 'Warm' },
        trigger: { play: null, sequence: 'Intro' },
      });
      await store.saveAndRequest([], [asked]);
      expect(await store.getRequests(['w2'])).toEqual([]);
      expect(await requestOf(store)).toMatchObject({
        seq: 2,
        defaults: { LeadSource: 'Play', Rating: 'Warm' },
        trigger: { play: 'Welcome', sequence: 'Intro' },
        dueAt: minute(9),
        createdAt: minute(1),
      });
    },
  },
  {
    title: 'merges askings of one record within a call',
    run: async (store) => {
      await store.saveAndRequest([], [anAsking(), anAsking({ id: 'w2' }), anAsking({ id: 'w3' })]);
      expect(await requestOf(store)).toMatchObject({ seq: 3 });
      expect(await store.getRequests(['w2', 'w3'])).toEqual([]);
    },
  },
  {
    title: 'keeps the requests of other connections apart',
    run: async (store) => {
      await store.saveAndRequest([], [anAsking(), anAsking({ id: 'w2', connectionId: 'c2' })]);
      expect(await dueIds(store, 1)).toEqual(['w1']);
      expect((await requestOf(store, 'w2')).seq).toBe(1);
    },
  },
  {
    title: 'opens one request of many askings at once',
    run: async (store) => {
      const asked = Array.from({ length: 6 }, (_, at) => anAsking({ id: `w${at}` }));
      await Promise.all(asked.map((one) => store.saveAndRequest([], [one])));
      const opened = await store.getRequests(asked.map((one) => one.id));
      expect(opened).toHaveLength(1);
      expect(opened[0]?.seq).toBe(6);
    },
  },
  {
    title: 'opens a new request once the last is done',
    run: async (store) => {
      await store.saveAndRequest([], [anAsking()]);
      await store.conclude(await takeLease(store), [aConclusion({ plan: null })], run);
      await store.saveAndRequest([], [anAsking({ id: 'w2' })]);
      expect((await requestOf(store)).state).toBe('done');
      expect(await dueIds(store, 9)).toEqual(['w2']);
    },
  },
  {
    title: 'answers the longest due first, as many as asked for',
    run: async (store) => {
      const at = [3, 1, 2].map((due) =>
        anAsking({ id: `w${due}`, recordId: `p${due}`, dueAt: minute(due) }),
      );
      await store.saveAndRequest([], at);
      expect(await dueIds(store, 3)).toEqual(['w1', 'w2', 'w3']);
      const query = { connectionId: 'c1', objects: ['person'], now: minute(9), limit: 2 } as const;
      expect((await store.dueRequests(query)).map((one) => one.id)).toEqual(['w1', 'w2']);
      expect(await store.dueRequests({ ...query, objects: ['company'] })).toEqual([]);
    },
  },
  {
    title: 'answers what is due of the first object that has any',
    run: async (store) => {
      const company = anAsking({ id: 'w2', object: 'company', recordId: 'o1', dueAt: minute(5) });
      const undo = anAsking({ id: 'w3', object: 'task', recordId: 't1', undoes: ['w0'] });
      await store.saveAndRequest([], [anAsking(), company, undo]);
      const objects = ['task', 'company', 'person'] as const;
      const ids = async (at: number) => {
        const query = { connectionId: 'c1', objects, now: minute(at), limit: 9 };
        return (await store.dueRequests(query)).map(({ id }) => id);
      };
      expect(await ids(1)).toEqual(['w1']);
      expect(await ids(5)).toEqual(['w2']);
    },
  },
  {
    title: 'holds a request while its plan is open',
    run: async (store) => {
      await store.saveAndRequest([], [anAsking()]);
      await store.savePlans(await takeLease(store), [aPlan()]);
      expect(await dueIds(store, 9)).toEqual([]);
      expect(await store.nextDueAt('c1')).toBe(minute(1));
    },
  },
  {
    title: 'says when the next request is due',
    run: async (store) => {
      expect(await store.nextDueAt('c1')).toBeNull();
      const later = anAsking({ id: 'w2', recordId: 'p2', dueAt: minute(8) });
      await store.saveAndRequest([], [later, anAsking({ dueAt: minute(5) })]);
      expect(await store.nextDueAt('c1')).toBe(minute(5));
      const parked = { ...aConclusion().request, state: 'parked' } as const;
      await store.conclude(
        await takeLease(store),
        [aConclusion({ plan: null, request: parked })],
        run,
      );
      expect(await store.nextDueAt('c1')).toBe(minute(8));
      expect(await store.nextDueAt('c2')).toBeNull();
    },
  },
  {
    title: 'makes people due when their company is there',
    run: async (store) => {
      const people = ['p1', 'p2', 'p3'].map((id) =>
        aPerson({ id, key: `${id}@a.example`, companyId: id === 'p3' ? 'o2' : 'o1' }),
      );
      await store.saveAndRequest(
        people,
        people.map((person) => anAsking({ id: `w-${person.id}`, recordId: person.id })),
      );
      const waits = [
        wait('w-p1', 'company'),
        wait('w-p2', 'unknown-outcome'),
        wait('w-p3', 'company'),
      ];
      await store.conclude(await takeLease(store), waits, run);
      expect(await dueIds(store, 5)).toEqual([]);
      const release = { recordIds: ['o1'], now: minute(5) };
      await store.release('c2', release);
      expect(await dueIds(store, 5)).toEqual([]);
      await store.release('c1', release);
      expect(await dueIds(store, 5)).toEqual(['w-p1']);
      expect((await requestOf(store, 'w-p1')).waitingFor).toBe('company');
    },
  },
  {
    title: 'keeps a parked request from being due until retried (R-ERR-2)',
    run: async (store) => {
      await store.saveAndRequest([], [anAsking()]);
      const parked = { ...aConclusion().request, state: 'parked', attempt: 3 } as const;
      const refused = aConclusion({ plan: null, link: null, request: parked, outcome: aFailure() });
      await store.conclude(await takeLease(store), [refused], run);
      expect(await dueIds(store, 9)).toEqual([]);
      expect(await store.retryRequests({ ids: ['w1', 'w1', 'none'] }, minute(7))).toBe(1);
      const reopened = { state: 'pending', attempt: 0, dueAt: minute(7), waitingFor: null };
      expect(await requestOf(store)).toMatchObject(reopened);
    },
  },
  {
    title: 'opens a parked request again when it is asked for anew',
    run: async (store) => {
      await store.saveAndRequest([], [anAsking()]);
      const parked = { ...aConclusion().request, state: 'parked', attempt: 3 } as const;
      await store.conclude(
        await takeLease(store),
        [aConclusion({ plan: null, request: parked })],
        run,
      );
      await store.saveAndRequest([], [anAsking({ id: 'w2', dueAt: minute(4) })]);
      const reopened = { state: 'pending', attempt: 0, seq: 2, dueAt: minute(4) };
      expect(await requestOf(store)).toMatchObject(reopened);
    },
  },
  {
    title: 'opens a failed request again, unless another is open',
    run: async (store) => {
      const lease = await takeLease(store);
      for (const id of ['w1', 'w2']) {
        await store.saveAndRequest([], [anAsking({ id })]);
        const done = { ...aConclusion().request, id };
        const outcome = aFailure({ id });
        await store.conclude(lease, [aConclusion({ plan: null, request: done, outcome })], run);
      }
      expect(await store.retryRequests({ ids: ['w1', 'w2'] }, minute(5))).toBe(1);
      expect(await dueIds(store, 5)).toEqual(['w2']);
      expect(await store.retryRequests({ ids: ['w1'] }, minute(6))).toBe(0);
    },
  },
  {
    title: 'lists open requests by id, page by page',
    run: async (store) => {
      const asked = ['w1', 'w2', 'w3'].map((id) => anAsking({ id, recordId: `p-${id}` }));
      await store.saveAndRequest([], [...asked, anAsking({ id: 'w4', connectionId: 'c2' })]);
      const done = aConclusion({ plan: null, request: { ...aConclusion().request, id: 'w2' } });
      await store.conclude(await takeLease(store), [done], run);
      const ids = async (query: { first: number; after?: string; recordIds?: string[] }) => {
        const given = { after: null, connectionId: 'c1', ...query };
        const { items, hasNext } = await store.listOpenRequests(given);
        return { ids: items.map(({ item }) => item.id), hasNext, last: items.at(-1)?.cursor };
      };
      expect(await ids({ first: 1 })).toEqual({ ids: ['w1'], hasNext: true, last: 'w1' });
      expect(await ids({ first: 1, after: 'w1' })).toMatchObject({ ids: ['w3'], hasNext: false });
      expect(await ids({ first: 9, recordIds: ['p-w2', 'p-w3'] })).toMatchObject({ ids: ['w3'] });
      expect(await ids({ first: 9, recordIds: [] })).toMatchObject({ ids: [], hasNext: false });
    },
  },
  {
    title: 'keeps what is to be undone apart from what is to be written',
    run: async (store) => {
      const undo = { id: 'w2', recordId: 'p2', undoes: ['w0'] };
      await store.saveAndRequest([], [anAsking(), anAsking(undo)]);
      const query = { connectionId: 'c1', objects: ['person'], now: minute(1), limit: 9 } as const;
      const ids = async (more: { undo?: true }) =>
        (await store.dueRequests({ ...query, ...more })).map(({ id }) => id);
      expect(await ids({})).toEqual(['w1']);
      expect(await ids({ undo: true })).toEqual(['w2']);
      expect(await requestOf(store, 'w2')).toMatchObject({ undoes: ['w0'], writes: false });
      expect(await requestOf(store)).toMatchObject({ undoes: [], writes: true });
    },
  },
  {
    title: 'lets an undo overtake the writes asked before it, and precede those after it',
    run: async (store) => {
      const lease = await takeLease(store);
      const ask = (undoes?: string[]) =>
        store.saveAndRequest([], [anAsking({ id: 'wx', ...(undoes && { undoes }) })]);
      await store.saveAndRequest([], [anAsking()]);
      await ask(['a']);
      await ask(['a', 'b']);
      expect(await requestOf(store)).toMatchObject({ undoes: ['a', 'b'], writes: false });
      await ask();
      expect(await requestOf(store)).toMatchObject({ undoes: ['a', 'b'], writes: true, seq: 4 });
      const settle = (undone: string[]) =>
        store.conclude(
          lease,
          [aConclusion({ plan: null, outcome: null, link: null, undone })],
          run,
        );
      await settle(['a']);
      expect(await requestOf(store)).toMatchObject({ undoes: ['b'], state: 'pending' });
      await settle(['b']);
      const left = { undoes: [], writes: true, state: 'pending', waitingFor: null };
      expect(await requestOf(store)).toMatchObject(left);
    },
  },
  {
    title: 'closes a request whose outcomes are settled and that writes nothing',
    run: async (store) => {
      const lease = await takeLease(store);
      await store.saveAndRequest([], [anAsking({ undoes: ['a'] })]);
      const plan = aPlan({ undoes: ['a'] });
      await store.savePlans(lease, [plan]);
      expect((await store.openPlans('c1'))[0]?.undoes).toEqual(['a']);
      await store.conclude(lease, [aConclusion({ undone: ['a'], link: null })], run);
      expect(await requestOf(store)).toMatchObject({ state: 'done', undoes: [], writes: true });
      expect(await store.nextDueAt('c1')).toBeNull();
    },
  },
  {
    title: 'retries nothing that succeeded',
    run: async (store) => {
      await store.saveAndRequest([], [anAsking()]);
      await store.conclude(await takeLease(store), [aConclusion({ plan: null })], run);
      expect(await store.retryRequests({ ids: ['w1'] }, minute(5))).toBe(0);
      expect((await requestOf(store)).state).toBe('done');
    },
  },
  {
    title: 'retries all that a filter finds (R-ERR-2)',
    run: async (store) => {
      const lease = await takeLease(store);
      const refuse = async (id: string, values: Partial<Outcome>) => {
        const { connectionId = 'c1', object = 'person' } = values;
        const asked = anAsking({ id, recordId: `p-${id}`, connectionId, object });
        await store.saveAndRequest([], [asked]);
        const parked = { ...aConclusion().request, id, state: 'parked', attempt: 3 } as const;
        const outcome = aFailure({ id, recordId: `p-${id}`, ...values });
        await store.conclude(lease, [aConclusion({ plan: null, request: parked, outcome })], run);
      };
      await refuse('w1', {});
      await refuse('w2', { crmObject: 'Lead' });
      await refuse('w3', { object: 'company' });
      await refuse('w4', { connectionId: 'c2' });
      await store.releaseLease(lease);
      await applyPage(store, { skipped: [aSkip()] });
      const filter = { connectionId: 'c1', object: 'person' } as const;
      const retry = (which: OutcomeFilter) => store.retryRequests({ filter: which }, minute(5));
      expect(await retry({ ...filter, class: 'permission' })).toBe(0);
      expect(await retry({ ...filter, crmObject: 'Lead' })).toBe(1);
      expect(await dueIds(store, 5)).toEqual(['w2']);
      expect(await retry({ ...filter, statuses: ['failed'] })).toBe(2);
      expect(await dueIds(store, 5)).toEqual(['w1', 'w2']);
      expect(await retry({})).toBe(4);
      expect(await requestOf(store, 'w4')).toMatchObject({ state: 'pending', attempt: 0 });
    },
  },
];
