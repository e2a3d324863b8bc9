import type { Lease, Store, WriteConclusion } from '@concord/core/ports';
import type { PlantedBug } from './planted-bug.ts';

const doubled = 'one record for a platform record';
const replaced = "no person's value is replaced";
const mirror = 'the mirror equals the CRM';
const gate = 'no write lands in a read, or without the lease';

/** Follows who holds the connection, whatever others believe. */
function withLatest(store: Store): { readonly store: Store; readonly of: (lease: Lease) => Lease } {
  let latest: Lease | null = null;
  const acquireLease: Store['acquireLease'] = async (request) => {
    const lease = await store.acquireLease(request);
    if (lease?.resource.startsWith('connection:') === true) latest = lease;
    return lease;
  };
  return { store: { ...store, acquireLease }, of: (lease) => latest ?? lease };
}

/** Lets calls through as if they were made under the lease in force. */
const unfenced = (store: Store, all: boolean): Store => {
  const { store: followed, of } = withLatest(store);
  const calls: Partial<Store> = {
    savePlans: (lease, plans) => store.savePlans(of(lease), plans),
    markSent: (lease, ids, at) => store.markSent(of(lease), ids, at),
    ...(all
      ? {
          renewLease: async (lease, until) => (await store.renewLease(lease, until)) || true,
          conclude: (lease, conclusions, run) => store.conclude(of(lease), conclusions, run),
          applyPage: (effects) => store.applyPage({ ...effects, lease: of(effects.lease) }),
        }
      : {}),
  };
  return { ...followed, ...calls };
};

/** Holds plans back until their calls have been made. */
const plansLast = (store: Store): Store => {
  let held: (() => Promise<void>)[] = [];
  return {
    ...store,
    savePlans: async (lease, plans) => void held.push(() => store.savePlans(lease, plans)),
    markSent: async (lease, ids, at) => void held.push(() => store.markSent(lease, ids, at)),
    conclude: async (lease, conclusions, run) => {
      const late = held;
      held = [];
      for (const save of late) await save();
      await store.conclude(lease, conclusions, run);
    },
  };
};

/** Stores the place of a page by itself, and now and then nothing else of it. */
const cursorFirst = (store: Store): Store => {
  let count = 0;
  const none = { rows: [], platform: [], links: [], merges: [], relations: [], relationsOf: [] };
  return {
    ...store,
    applyPage: async (effects) => {
      if (effects.checkpoint === null) return store.applyPage(effects);
      await store.applyPage({ ...effects, ...none, forgotten: [], skipped: [], cleared: [] });
      count += 1;
      if (count % 9 === 0) throw new Error('connection lost');
      return store.applyPage({ ...effects, checkpoint: null });
    },
  };
};

const withConclusions = (
  store: Store,
  change: (conclusion: WriteConclusion) => WriteConclusion,
): Store => ({
  ...store,
  conclude: (lease, conclusions, run) =>
    store.conclude(
      lease,
      conclusions.map((one) => change(one)),
      run,
    ),
});

/** Believes that all a task holds is what we wrote into it. */
const everythingOurs = (store: Store): Store => ({
  ...store,
  loadWriteContext: async (request) => {
    const context = await store.loadWriteContext(request);
    const held = new Map(context.rows.map((row) => [`${row.crmObject} ${row.id}`, row.fields]));
    const links = context.links.map((link) => {
      const written = held.get(`${link.crmObject} ${link.crmId}`);
      return link.written === undefined || written === undefined ? link : { ...link, written };
    });
    return { ...context, links };
  },
});

/** Bugs in what is stored, and when. */
export const storeBugs: readonly PlantedBug[] = [
  {
    name: 'the epoch is checked nowhere',
    breaks: [gate],
    store: (store) => unfenced(store, true),
  },
  {
    name: 'the lease is checked once, at the beginning',
    breaks: [gate],
    store: (store) => unfenced(store, false),
  },
  {
    name: 'plans are stored after the call',
    isPlain: true,
    breaks: ['every change has a plan stored before it'],
    store: plansLast,
  },
  {
    name: 'there is no quiet period',
    isPlain: true,
    knobs: { productFields: false, late: 0.3 },
    breaks: [doubled],
    store: (store) => ({
      ...store,
      getConnection: async (id) => {
        const known = await store.getConnection(id);
        return known && { ...known, settings: { ...known.settings, quietPeriodMs: 0 } };
      },
    }),
  },
  {
    name: 'the cursor is saved before the rows',
    isPlain: true,
    breaks: [mirror],
    store: cursorFirst,
  },
  {
    name: 'links are not stored',
    isPlain: true,
    breaks: [doubled],
    store: (store) => withConclusions(store, (one) => ({ ...one, link: null })),
  },
  {
    name: 'nobody remembers who made a task',
    breaks: ['what was removed stays removed'],
    store: (store) =>
      withConclusions(store, (one) => ({
        ...one,
        link: one.link && { ...one.link, createdByUs: false },
      })),
  },
  {
    name: 'what is linked in one CRM counts as linked in the other',
    // Two CRMs share what happens in a day, so that one in seventy-five showed it.
    knobs: { crms: ['memory', 'memory'], events: 36 },
    isPlain: true,
    breaks: [doubled, mirror, 'everything settles', 'a quiet cycle writes nothing'],
    store: (store) =>
      withConclusions(store, (one) => ({
        ...one,
        link: one.link && { ...one.link, connectionId: 'c1' },
      })),
  },
  {
    name: 'what we wrote is not told from what others did',
    breaks: [replaced],
    store: everythingOurs,
  },
  {
    name: 'plans left open are forgotten',
    isPlain: true,
    breaks: ['everything settles', doubled],
    store: (store) => ({ ...store, openPlans: async () => [] }),
  },
  {
    name: 'a lost answer counts as a failure for good',
    isPlain: true,
    knobs: { productFields: false, lostAfter: 0.3 },
    breaks: [doubled, 'everything settles'],
    store: (store) =>
      withConclusions(store, (one) =>
        one.plan?.phase !== 'unknown'
          ? one
          : {
              ...one,
              plan: { ...one.plan, phase: 'done' },
              request: { ...one.request, state: 'pending', waitingFor: null },
            },
      ),
  },
  {
    name: 'outcomes are told with another value than was there before',
    breaks: ['an undo gives back what was there'],
    store: (store) => ({
      ...store,
      getOutcomes: async (ids) =>
        (await store.getOutcomes(ids)).map((outcome) => ({
          ...outcome,
          before: Object.fromEntries(Object.keys(outcome.before).map((name) => [name, 'another'])),
        })),
    }),
  },
];
