import type { Lease, Link, Plan, Store, WriteConclusion } from '@concord/core/ports';

/** How a request ended last, and whether it was said why. */
export interface Ending {
  readonly state: string;
  readonly hasReason: boolean;
}

/** What reached the store, whoever sent it. */
export interface Records {
  readonly plans: ReadonlyMap<string, Plan>;
  /** Epochs of the lease in force when plans were marked as sent, by plan. */
  readonly sent: ReadonlyMap<string, number>;
  /** The lease in force on the connection; `null` when there is none. */
  readonly lease: () => Lease | null;
  readonly endings: ReadonlyMap<string, Ending>;
  /** When we first knew of a CRM record as one of ours, in milliseconds since 1970, by its id. */
  readonly known: ReadonlyMap<string, number>;
}

const endingOf = ({ request, outcome }: WriteConclusion): Ending => ({
  state: request.state,
  hasReason: outcome === null || outcome.failure !== null || outcome.reason !== null,
});

const isOurs = (lease: Lease): boolean => lease.resource.startsWith('connection:');

/** A store that tells what it was told, from right before the store itself. */
export function createRecorder(
  store: Store,
  { met, now }: { readonly met: (state: string) => void; readonly now: () => number },
): { readonly store: Store; readonly records: Records } {
  const known = new Map<string, number>();
  const learn = (links: readonly (Link | null)[]) => {
    for (const link of links) if (link && !known.has(link.crmId)) known.set(link.crmId, now());
  };
  const plans = new Map<string, Plan>();
  const sent = new Map<string, number>();
  const endings = new Map<string, Ending>();
  let current: Lease | null = null;
  const recorded: Store = {
    ...store,
    acquireLease: async (request) => {
      const before = current;
      const lease = await store.acquireLease(request);
      if (lease === null || !isOurs(lease)) return lease;
      if (before !== null && before.holder !== lease.holder) met('a lease is taken over');
      current = lease;
      return lease;
    },
    renewLease: async (lease, until) => {
      const renewed = await store.renewLease(lease, until);
      if (renewed && current?.epoch === lease.epoch) current = { ...current, until };
      if (!renewed) met('a lease is found to be lost');
      return renewed;
    },
    releaseLease: async (lease) => {
      await store.releaseLease(lease);
      if (current?.epoch === lease.epoch) current = null;
    },
    savePlans: async (lease, some) => {
      await store.savePlans(lease, some);
      for (const plan of some) plans.set(plan.id, plan);
    },
    markSent: async (lease, ids, at) => {
      await store.markSent(lease, ids, at);
      for (const id of ids) sent.set(id, current?.epoch ?? 0);
    },
    applyPage: async (effects) => {
      const answer = await store.applyPage(effects);
      if (answer === 'applied') learn(effects.links);
      if (answer === 'conflict') met('a page is planned anew');
      return answer;
    },
    conclude: async (lease, conclusions, run) => {
      await store.conclude(lease, conclusions, run);
      learn(conclusions.map(({ link }) => link));
      for (const one of conclusions) endings.set(one.request.id, endingOf(one));
      for (const { outcome, plan } of conclusions) tellOf(outcome, plan, met);
    },
  };
  return { store: recorded, records: { plans, sent, lease: () => current, endings, known } };
}

/** The interesting states that a conclusion tells of. */
function tellOf(
  outcome: WriteConclusion['outcome'],
  plan: WriteConclusion['plan'],
  met: (state: string) => void,
): void {
  if (outcome === null) return;
  const { status, reason, failure, crmObject, verdicts } = outcome;
  met(`${status}${reason === null ? '' : ` ${reason}`}`);
  if (failure !== null) met(`refused ${failure.code} ${failure.class}`);
  if (verdicts.some(({ verdict }) => verdict === 'restored')) met('a value is put back');
  if (plan !== null && status === 'created') met(`${crmObject} is created`);
}
