import { createMemoryStore } from '@concord/core/memory-store';
import { isStaleLease } from '@concord/core/ports';
import type { Lease, Store } from '@concord/core/ports';
import { samples } from '@concord/testkit/store';
import fc from 'fast-check';
import { afterAll, describe, expect, inject, it } from 'vitest';
import { createDatabase, serverStores } from './test-database.ts';

const serverUrl = inject('serverUrl');
const { minute, crmId, email } = samples;

/** What a run of commands remembers: the last two leases, the older of which is stale. */
interface Memory {
  readonly leases: Lease[];
}

/** One call of the port, with everything that it needs. */
interface Command {
  readonly name: string;
  readonly run: (store: Store, memory: Memory) => Promise<unknown>;
}

const few = <const T>(...values: readonly [T, ...T[]]): fc.Arbitrary<T> =>
  fc.constantFrom<T[]>(...values);
const connectionId = few('c1', 'c2');
const recordId = few('p1', 'p2', 'p3');
const otherId = few('d1', 'd2', 't1', 't2');
const anyId = fc.oneof(recordId, otherId);
const askedId = few('p1', 'p2', 'p3', 't1', 't2');
const contactId = few('003A', '003B', '003C').map(crmId);
const crmObject = few('Contact', 'Lead', 'Opportunity');
const address = few('a@x.example', 'b@x.example', 'c@x.example', 'd\0@x.example');
const time = fc.integer({ min: 0, max: 9 }).map(minute);
const value = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.boolean(),
  fc.integer(),
  fc.constant(null),
);
const fields = fc.dictionary(fc.string({ unit: 'binary', maxLength: 4 }), value, { maxKeys: 3 });
const maybe = <T>(one: fc.Arbitrary<T>) => fc.option(one, { freq: 3 });
const several = <T>(one: fc.Arbitrary<T>) => fc.array(one, { maxLength: 4 });

const row = fc
  .record({
    crmObject,
    id: contactId,
    modifiedAt: time,
    removed: fc.boolean(),
    keys: several(address.map(email)),
    fields,
    continuesAs: maybe(fc.record({ object: crmObject, id: contactId })),
    editedAt: maybe(time),
  })
  .map(({ continuesAs, editedAt, ...values }) =>
    samples.aRow({
      ...values,
      ...(continuesAs !== null && { continuesAs }),
      ...(editedAt !== null && { editedAt }),
      keys: values.removed ? [] : values.keys,
    }),
  );

const person = fc
  .record({
    id: recordId,
    key: address,
    more: several(address),
    version: fc.integer({ min: 1, max: 4 }),
    companyId: few('o1', null),
    fields,
  })
  .map(({ more, ...values }) =>
    samples.aPerson({ ...values, keys: [...new Set([values.key, ...more])] }),
  );

/** An opportunity, or a task; its key is its own. */
const other = fc
  .record({
    id: otherId,
    version: fc.integer({ min: 1, max: 3 }),
    personId: few('p1', 'p2', null),
    fields: fc.record({
      isClosed: fc.boolean(),
      status: few('READY', 'COMPLETED'),
      closeDate: few('2026-01-01', '2026-02-01', null),
    }),
  })
  .map((values) =>
    values.id.startsWith('d') ? samples.anOpportunity(values) : samples.aTask(values),
  );

const record = fc.oneof({ weight: 2, arbitrary: person }, { weight: 3, arbitrary: other });

const link = fc
  .record({
    connectionId,
    crmObject,
    recordId: anyId,
    crmId: contactId,
    createdByUs: fc.boolean(),
    written: maybe(fields),
  })
  .map(({ written, ...values }) =>
    samples.aLink({ ...values, ...(written !== null && { written }) }),
  );

const ref = fc.record({ object: crmObject, id: contactId });
const relation = fc.record({ connectionId, source: ref, from: ref, to: ref });

const skip = fc
  .record({ id: few('s1', 's2', 's3'), at: time, crmObject, recordId, runId: few('run1', null) })
  .map(samples.aSkip);

/** Ids are of one record and connection, as those that Concord makes. */
const idOf = (asked: {
  readonly id: string;
  readonly connectionId: string;
  readonly recordId: string;
}) => `${asked.id}-${asked.connectionId === 'c1' ? '' : 'other-'}${asked.recordId}`;

const asking = fc
  .record({
    id: few('w1', 'w2', 'w3', 'w4'),
    connectionId,
    recordId: askedId,
    dueAt: time,
    createdAt: time,
  })
  .map((values) => {
    const object = values.recordId.startsWith('t') ? 'task' : 'person';
    return samples.anAsking({ ...values, object, id: idOf(values) });
  });

const requestId = fc.tuple(few('w1', 'w2', 'w3', 'w4'), askedId).map((parts) => parts.join('-'));

const plan = fc
  .record({ id: few('plan1', 'plan2', 'plan3'), requestId, plannedAt: time })
  .map((values) => samples.aPlan({ ...values, id: `${values.id}-${values.requestId}` }));

const planId = fc.tuple(few('plan1', 'plan2', 'plan3'), requestId).map((parts) => parts.join('-'));

const conclusion = fc
  .record({
    requestId,
    phase: few('unknown', 'done', null),
    plan: few('plan1', 'plan2', 'plan3'),
    seq: fc.integer({ min: 1, max: 3 }),
    state: few('waiting', 'waiting', 'parked', 'done', 'done'),
    waitingFor: few('company', 'person'),
    dueAt: time,
    at: time,
    status: few('updated', 'failed', 'waiting', null),
    link: fc.option(link),
  })
  .map((values) =>
    samples.aConclusion({
      plan:
        values.phase === null
          ? null
          : { id: `${values.plan}-${values.requestId}`, phase: values.phase },
      request: {
        id: values.requestId,
        seq: values.seq,
        state: values.state,
        waitingFor: values.state === 'waiting' ? values.waitingFor : null,
        dueAt: values.dueAt,
        attempt: 1,
      },
      outcome:
        values.status === null
          ? null
          : samples.aFailure({ id: values.requestId, at: values.at, status: values.status }),
      link: values.link,
      touched: { crmObject: 'Contact', crmId: crmId('003A') },
    }),
  );

const command = (name: string, run: Command['run']): Command => ({ name, run });

const resource = 'connection:c1';

const acquire = time.map((now) =>
  command('acquire', async (store, memory) => {
    const request = { resource, mode: 'write', holder: 'h', now, ttlMs: 120_000 } as const;
    const lease = await store.acquireLease(request);
    if (lease !== null) memory.leases.push(lease);
    return lease;
  }),
);

/** Mostly the last lease, so that most mutations pass the fence. */
const withLease = (
  name: string,
  run: (store: Store, lease: Lease) => Promise<unknown>,
): fc.Arbitrary<Command> =>
  few(-1, -1, -1, -2).map((at) =>
    command(`${name} lease ${at}`, async (store, { leases }) => {
      const lease = leases.at(at) ?? leases.at(-1);
      return lease === undefined ? 'no lease' : run(store, lease);
    }),
  );

const merge = fc.record({ from: contactId, to: contactId });

const page = fc
  .record({
    rows: several(row),
    crmObject,
    platform: several(record),
    links: several(link),
    merges: fc.array(merge, { maxLength: 2 }),
    relations: several(relation),
    relationsOf: fc.array(ref, { maxLength: 2 }),
    forgotten: fc.oneof(fc.constant([]), fc.array(anyId, { maxLength: 1 })),
    checkpoint: few(null, samples.aCheckpoint()),
    skipped: several(skip),
    cleared: several(few('s1', 's2', 's3')),
  })
  .chain((values) =>
    withLease('page', (store, lease) => store.applyPage(samples.aPage(lease, values))),
  );

const write = fc.oneof(
  several(plan).chain((plans) =>
    withLease('plan', (store, lease) => store.savePlans(lease, plans)),
  ),
  fc
    .tuple(several(planId), time)
    .chain(([ids, at]) => withLease('sent', (store, lease) => store.markSent(lease, ids, at))),
  several(conclusion).chain((conclusions) =>
    withLease('conclude', (store, lease) =>
      store.conclude(lease, conclusions, { id: 'run1', counts: {} }),
    ),
  ),
);

const ask = fc
  .tuple(several(record), several(asking))
  .map(([people, asked]) => command('ask', (store) => store.saveAndRequest(people, asked)));

const others = fc.oneof(
  time.map((now) => command('release', (store) => store.release('c1', { recordIds: ['o1'], now }))),
  time.map((now) => command('release linked', (store) => store.releaseLinked('c1', now))),
  time.map((now) =>
    command('retry all', (store) =>
      store.retryRequests({ filter: { object: 'person', runId: 'run1' } }, now),
    ),
  ),
  fc
    .tuple(several(requestId), time)
    .map(([ids, now]) => command('retry', (store) => store.retryRequests({ ids }, now))),
  fc.constant(
    command('give back', async (store, { leases }) => {
      const lease = leases.at(-1);
      return lease === undefined ? null : store.releaseLease(lease);
    }),
  ),
);

const commands = fc.array(
  fc.oneof(
    { weight: 2, arbitrary: acquire },
    { weight: 4, arbitrary: page },
    { weight: 4, arbitrary: ask },
    { weight: 5, arbitrary: write },
    { weight: 2, arbitrary: others },
  ),
  { minLength: 4, maxLength: 25 },
);

const everything = async (store: Store): Promise<Record<string, unknown>> => {
  const ids = ['003A', '003B', '003C'].map(crmId);
  const keys = ['a@x.example', 'b@x.example', 'c@x.example', 'd\0@x.example'].map(email);
  const recordIds = ['p1', 'p2', 'p3', 'd1', 'd2', 't1', 't2'];
  const requestIds = [1, 2, 3, 4].flatMap((at) => recordIds.map((id) => `w${at}-${id}`));
  const people = { object: 'person', first: 2, after: null } as const;
  const mirror = { connectionId: 'c1', crmObject: 'Contact', after: null, limit: 2 } as const;
  const reading = { connectionId: 'c1', object: 'person', crmObject: 'Contact' } as const;
  const due = { connectionId: 'c1', object: 'person', now: minute(5), limit: 50 } as const;
  return {
    lease: await store.getLease(resource),
    around: await store.loadReadContext({
      ...reading,
      ids,
      keys: keys.slice(0, 2),
      domains: [],
      companies: null,
    }),
    write: await store.loadWriteContext({ connectionId: 'c1', recordIds, keys }),
    links: await store.linksOf(recordIds),
    requests: await store.getRequests(requestIds),
    due: await store.dueRequests(due),
    dueTasks: await store.dueRequests({ ...due, object: 'task' }),
    nextDueAt: await store.nextDueAt('c1'),
    plans: await store.openPlans('c1'),
    outcomes: await store.listOutcomes({ first: 50, after: null, filter: {} }),
    newest: await store.outcomesOf(recordIds, 2),
    people: await store.listRecords({ ...people, after: 'p1' }),
    records: await store.getRecords(recordIds),
    open: await store.listRecords({ ...people, hasOpenOpportunity: true }),
    none: await store.listRecords({ ...people, hasOpenOpportunity: false, companyId: 'o1' }),
    tasks: await store.listRecords({ ...people, object: 'task', personId: 'p1' }),
    openTasks: await store.openTasks(['p1', 'p2']),
    haveOpen: [...(await store.haveOpenOpportunity(recordIds))],
    opportunities: Object.fromEntries(await store.opportunitiesOf(recordIds, 1)),
    parties: Object.fromEntries(await store.partiesOf(recordIds)),
    mirror: await store.listMirror(mirror),
    checkpoints: await store.listCheckpoints('c1'),
    objects: await store.countObjects('c1'),
    reasons: await store.countReasons('c1'),
  };
};

/** Answers without the order of those that have none. */
const sorted = (answer: unknown): unknown => {
  if (Array.isArray(answer)) {
    const texts = answer.map((one) => JSON.stringify(sorted(one)));
    return texts.toSorted().map((text) => JSON.parse(text) as unknown);
  }
  if (typeof answer !== 'object' || answer === null) return answer;
  const entries = Object.entries(answer).toSorted(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([name, one]) => [name, sorted(one)]));
};

const play = async (store: Store, played: readonly Command[]): Promise<unknown[]> => {
  const memory: Memory = { leases: [] };
  const answers: unknown[] = [];
  for (const { name, run } of played) {
    const answer = await run(store, memory).catch((error: unknown) => {
      if (isStaleLease(error)) return 'stale';
      throw error;
    });
    answers.push([name, sorted(answer ?? null)]);
  }
  return [...answers, sorted(await everything(store))];
};

describe.skipIf(serverUrl === null)('memory and PostgreSQL', async () => {
  if (serverUrl === null) return;
  const database = await createDatabase(serverUrl);
  const stores = serverStores(database.url);
  afterAll(async () => {
    await stores.end();
    await database.drop();
  });

  it('give the same answers to the same calls', async () => {
    const property = fc.asyncProperty(commands, async (played) => {
      const { store } = await stores.open();
      expect(await play(store, played)).toEqual(await play(createMemoryStore(), played));
    });
    await fc.assert(property, { numRuns: 40 });
  }, 120_000);
});
