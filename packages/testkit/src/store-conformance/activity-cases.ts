import type { PlatformRecord } from '@concord/core/platform';
import type { Store } from '@concord/core/ports';
import { expect } from 'vitest';
import {
  aCompany,
  aConclusion,
  aLink,
  anAsking,
  anEmail,
  anOpportunity,
  aPerson,
  applyPage,
  aTask,
  crmId,
  minute,
  takeLease,
} from './samples.ts';
import type { StoreCase } from './store-case.ts';

const run = { id: 'run1', counts: {} };

const objects = ['person', 'emailMessage', 'task'] as const;

/** Requests due some minutes after the beginning, of people first. */
const due = async (store: Store, at: number): Promise<string[]> => {
  const query = { connectionId: 'c1', now: minute(at), limit: 9 };
  const found = objects.map((object) => store.dueRequests({ ...query, objects: [object] }));
  return (await Promise.all(found)).flat().map((request) => request.id);
};

/** Asks for a record to be written and lets it wait until minute 60. */
const wait = async (
  store: Store,
  { id: recordId, object }: PlatformRecord,
  waitingFor: 'company' | 'person' | 'unknown-outcome' | null,
) => {
  const id = `w-${recordId}`;
  await store.saveAndRequest([], [anAsking({ id, recordId, object })]);
  const request = { id, seq: 1, state: 'waiting', dueAt: minute(60), attempt: 0 } as const;
  const waits = aConclusion({
    plan: null,
    outcome: null,
    link: null,
    request: { ...request, waitingFor },
  });
  const lease = await takeLease(store);
  await store.conclude(lease, [waits], run);
  await store.releaseLease(lease);
};

/** `p1` waits for its company, an email and a task for `p1`, others for something else. */
const fill = async (store: Store): Promise<void> => {
  await store.saveAndRequest(
    [aPerson({ companyId: 'o1' }), anEmail(), aTask(), aTask({ id: 't2', personId: 'p2' })],
    [],
  );
  await wait(store, aPerson(), 'company');
  await wait(store, anEmail(), 'person');
  await wait(store, aTask(), 'person');
  await wait(store, aTask({ id: 't2' }), 'person');
};

/** Emails and tasks, which wait for the person that they are about. */
export const activityCases: readonly StoreCase[] = [
  {
    title: 'keeps records of every kind, each with its person',
    run: async (store) => {
      const kinds = [aPerson(), aCompany(), anEmail(), aTask(), anOpportunity()];
      expect(await store.saveAndRequest(kinds, [])).toEqual([]);
      const found = await store.getRecords(kinds.map((record) => record.id));
      expect(new Set(found)).toEqual(new Set(kinds));
      expect(await store.findRecord('emailMessage', '<e1@acme.example>')).toEqual(anEmail());
      const moved = [
        anEmail({ version: 2, personId: 'p2' }),
        aTask({ version: 2, personId: null }),
      ];
      expect(await store.saveAndRequest(moved, [])).toEqual([]);
      expect(new Set(await store.getRecords(['e1', 't1']))).toEqual(new Set(moved));
    },
  },
  {
    title: "lists a person's emails, or tasks",
    run: async (store) => {
      const tasks = ['t3', 't1', 't2'].map((id) => aTask({ id }));
      await store.saveAndRequest([...tasks, anEmail(), aTask({ id: 't4', personId: 'p2' })], []);
      const list = async (object: 'task' | 'emailMessage', after: string | null = null) => {
        const page = await store.listRecords({ object, first: 2, after, personId: 'p1' });
        return page.items.map(({ item }) => item.id);
      };
      expect(await list('task')).toEqual(['t1', 't2']);
      expect(await list('task', 't2')).toEqual(['t3']);
      expect(await list('emailMessage')).toEqual(['e1']);
    },
  },
  {
    title: 'answers the newest emails or tasks of each person, as many as asked for',
    run: async (store) => {
      const tasks = ['t3', 't1', 't2'].map((id) => aTask({ id }));
      const others = [aTask({ id: 't4', personId: 'p2' }), aTask({ id: 't5', personId: null })];
      await store.saveAndRequest([...tasks, ...others, anEmail()], []);
      const ids = async (object: 'task' | 'emailMessage', perPerson: number) => {
        const found = await store.activitiesOf(object, ['p1', 'p2', 'p1', 'none'], perPerson);
        return Object.fromEntries([...found].map(([id, some]) => [id, some.map((one) => one.id)]));
      };
      expect(await ids('task', 2)).toEqual({ p1: ['t3', 't2'], p2: ['t4'] });
      expect(await ids('emailMessage', 9)).toEqual({ p1: ['e1'] });
      expect(await store.activitiesOf('task', [], 9)).toEqual(new Map());
    },
  },
  {
    title: 'answers the tasks of people that are to be done, oldest first',
    run: async (store) => {
      const done = aTask({ id: 't3', fields: { status: 'COMPLETED' } });
      const others = [aTask({ id: 't4', personId: 'p3' }), aTask({ id: 't5', personId: null })];
      const tasks = [aTask({ id: 't2', personId: 'p2' }), aTask()];
      await store.saveAndRequest([...tasks, done, ...others, anEmail()], []);
      const open = await store.openTasks(['p1', 'p2', 'p1', 'none']);
      expect(open).toEqual([aTask(), aTask({ id: 't2', personId: 'p2' })]);
      expect(await store.openTasks([])).toEqual([]);
    },
  },
  {
    title: 'remembers what was written into a task until it is written anew',
    run: async (store) => {
      const link = aLink({ recordId: 't1', crmObject: 'Task', crmId: crmId('00TA') });
      const written = { Status: 'Open', 'nul \0': null, ActivityDate: '2026-03-24' };
      await applyPage(store, { links: [{ ...link, written }, aLink()] });
      expect(await store.linksOf(['t1'])).toEqual([{ ...link, written }]);
      expect(await store.linksOf(['p1'])).toEqual([aLink()]);
      const merges = [{ from: crmId('00TA'), to: crmId('00TB') }];
      await applyPage(store, { crmObject: 'Task', merges });
      expect(await store.linksOf(['t1'])).toEqual([{ ...link, crmId: '00TB', written }]);
      await store.saveAndRequest([], [anAsking()]);
      const again = { ...link, crmId: crmId('00TB'), written: { Status: 'Completed' } };
      await store.conclude(await takeLease(store), [aConclusion({ plan: null, link: again })], run);
      expect(await store.linksOf(['t1'])).toEqual([again]);
    },
  },
  {
    title: 'makes due what waits for a company or a person (R-EMAIL-3)',
    run: async (store) => {
      await fill(store);
      expect(await due(store, 5)).toEqual([]);
      await store.release('c2', { recordIds: ['p1', 'o1'], now: minute(5) });
      expect(await due(store, 5)).toEqual([]);
      await store.release('c1', { recordIds: ['p1', 'none'], now: minute(5) });
      expect(await due(store, 5)).toEqual(['w-e1', 'w-t1']);
      await store.release('c1', { recordIds: ['o1'], now: minute(4) });
      expect(await due(store, 5)).toEqual(['w-p1', 'w-e1', 'w-t1']);
    },
  },
  {
    title: 'makes due what waits for a record that is linked (R-TASK-2)',
    run: async (store) => {
      await fill(store);
      await store.releaseLinked('c1', minute(5));
      expect(await due(store, 5)).toEqual([]);
      const elsewhere = aLink({ connectionId: 'c2', recordId: 'o1' });
      await applyPage(store, { links: [aLink({ crmObject: 'Lead' }), elsewhere] });
      await store.releaseLinked('c1', minute(5));
      expect(await due(store, 5)).toEqual(['w-e1', 'w-t1']);
      await applyPage(store, { links: [aLink({ recordId: 'o1', crmObject: 'Account' })] });
      await store.releaseLinked('c1', minute(6));
      expect(await due(store, 6)).toEqual(['w-p1', 'w-e1', 'w-t1']);
      expect(await due(store, 5)).toEqual(['w-e1', 'w-t1']);
    },
  },
  {
    title: 'releases only what waits for that kind of record',
    run: async (store) => {
      await store.saveAndRequest([aPerson({ companyId: 'o1', personId: 'p9' })], []);
      await applyPage(store, { links: [aLink({ recordId: 'p9' })] });
      await wait(store, aPerson(), 'unknown-outcome');
      await store.releaseLinked('c1', minute(5));
      await store.release('c1', { recordIds: ['o1', 'p9'], now: minute(5) });
      expect(await due(store, 5)).toEqual([]);
      await store.saveAndRequest([aTask({ id: 't1', companyId: 'p9', personId: null })], []);
      await wait(store, aTask(), 'person');
      await store.releaseLinked('c1', minute(5));
      await store.release('c1', { recordIds: ['p9'], now: minute(5) });
      expect(await due(store, 5)).toEqual([]);
    },
  },
];
