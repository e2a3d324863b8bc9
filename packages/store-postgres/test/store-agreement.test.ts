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
const contactId = few('003A', '003B', '003C').map(crmId);
const crmObject = few('Contact', 'Lead');
const address = few('a@x.example', 'b@x.example', 'c@x.example', 'd\0@x.example');
const time = fc.integer({ min: 0, max: 9 }).map(minute);
const value = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.boolean(),
  fc.integer(),
  fc.constant(null),
);
const fields = fc.dictionary(fc.string({ unit: 'binary', maxLength: 4 }), value, { maxKeys: 3 });
const several = <T>(one: fc.Arbitrary<T>) => fc.array(one, { maxLength: 4 });

const row = fc
  .record({
    crmObject,
    id: contactId,
    modifiedAt: time,
    removed: fc.boolean(),
    keys: several(address.map(email)),
    fields,
  })
  .map((values) => samples.aRow({ ...values, keys: values.removed ? [] : values.keys }));

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

const link = fc
  .record({ crmObject, recordId, crmId: contactId, createdByUs: fc.boolean() })
  .map(samples.aLink);

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
  .record({ id: few('w1', 'w2', 'w3', 'w4'), connectionId, recordId, dueAt: time, createdAt: time })
  .map((values) => samples.anAsking({ ...values, id: idOf(values) }));

const requestId = fc.tuple(few('w1', 'w2', 'w3', 'w4'), recordId).map((parts) => parts.join('-'));

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
    state: few('waiting', 'parked', 'done', 'done'),
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
        waitingFor: values.state === 'waiting' ? 'company' : null,
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
    platform: several(person),
    links: several(link),
    merges: fc.array(merge, { maxLength: 2 }),
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
  .tuple(several(person), several(asking))
  .map(([people, asked]) => command('ask', (store) => store.saveAndRequest(people, asked)));

const others = fc.oneof(
  time.map((now) => command('release', (store) => store.release('c1', { recordIds: ['o1'], now }))),
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
    { weight: 1, arbitrary: others },
  ),
  { minLength: 4, maxLength: 25 },
);

const everything = async (store: Store): Promise<Record<string, unknown>> => {
  const ids = ['003A', '003B', '003C'].map(crmId);
  const keys = ['a@x.example', 'b@x.example', 'c@x.example', 'd\0@x.example'].map(email);
  const recordIds = ['p1', 'p2', 'p3'];
  const requestIds = [1, 2, 3, 4].flatMap((at) => recordIds.map((id) => `w${at}-${id}`));
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
    nextDueAt: await store.nextDueAt('c1'),
    plans: await store.openPlans('c1'),
    outcomes: await store.listOutcomes({ first: 50, after: null, filter: {} }),
    newest: await store.outcomesOf(recordIds, 2),
    people: await store.listRecords({ object: 'person', first: 2, after: 'p1' }),
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
