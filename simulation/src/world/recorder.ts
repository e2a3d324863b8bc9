import type { Lease, Link, Plan, Store, WriteConclusion } from '@concord/core/ports';

/** How a request ended last, and whether it was said why. */
export interface Ending {
  readonly state: string;
  readonly hasReason: boolean;
}

/** What of one connection reached the store, whoever sent it. */
export interface Records {
  readonly plans: ReadonlyMap<string, Plan>;
  /** Epochs of the lease in force when plans were marked as sent, by plan. */
  readonly sent: ReadonlyMap<string, number>;
  /** The lease in force on the connection; `null` when there is none. */
  readonly lease: () => Lease | null;
  readonly endings: ReadonlyMap<string, Ending>;
  /** When we first knew of a CRM record as one of ours, in milliseconds since 1970, by its object and id. */
  readonly known: ReadonlyMap<string, number>;
}

const endingOf = ({ request, outcome }: WriteConclusion): Ending => ({
  state: request.state,
  hasReason: outcome === null || outcome.failure !== null || outcome.reason !== null,
});

/** When each CRM record was first known of as one of ours, by connection. */
function createMemory(now: () => number) {
  const known = new Map<string, Map<string, number>>();
  const of = (connectionId: string): Map<string, number> => {
    const all = known.get(connectionId) ?? new Map<string, number>();
    known.set(connectionId, all);
    return all;
  };
  const learn = (links: readonly (Link | null)[]) => {
    for (const link of links) {
      if (link === null) continue;
      const ours = of(link.connectionId);
      const name = `${link.crmObject} ${link.crmId}`;
      if (!ours.has(name)) ours.set(name, now());
    }
  };
  return { of, learn };
}

/** Who holds what, as the store has it. */
function followLeases(store: Store, met: (state: string) => void) {
  const leases = new Map<string, Lease>();
  const isHeld = ({ resource, epoch }: Lease) => leases.get(resource)?.epoch === epoch;
  const calls: Pick<Store, 'acquireLease' | 'renewLease' | 'releaseLease'> = {
    acquireLease: async (request) => {
      const before = leases.get(request.resource);
      const lease = await store.acquireLease(request);
      if (lease === null) return lease;
      if (before !== undefined && before.holder !== lease.holder) met('a lease is taken over');
      leases.set(lease.resource, lease);
      return lease;
    },
    renewLease: async (lease, until) => {
      const renewed = await store.renewLease(lease, until);
      if (renewed && isHeld(lease)) leases.set(lease.resource, { ...lease, until });
      if (!renewed) met('a lease is found to be lost');
      return renewed;
    },
    releaseLease: async (lease) => {
      await store.releaseLease(lease);
      if (isHeld(lease)) leases.delete(lease.resource);
    },
  };
  return { calls, of: (resource: string) => leases.get(resource) ?? null };
}

/** A store that tells what it was told, from right before the store itself. */
export function createRecorder(
  store: Store,
  { met, now }: { readonly met: (state: string) => void; readonly now: () => number },
): { readonly store: Store; readonly recordsOf: (connectionId: string) => Records } {
  const memory = createMemory(now);
  const leases = followLeases(store, met);
  const plans = new Map<string, Plan>();
  const sent = new Map<string, number>();
  const endings = new Map<string, Ending>();
  const unknown = new Set<string>();
  const follow = ({ plan, outcome }: WriteConclusion) => {
    if (plan?.phase === 'unknown') unknown.add(plan.id);
    const isFound = plan?.phase === 'done' && unknown.has(plan.id);
    if (isFound && outcome?.status === 'created') met('a lost create is found');
  };
  const recorded: Store = {
    ...store,
    ...leases.calls,
    savePlans: async (lease, some) => {
      await store.savePlans(lease, some);
      for (const plan of some) plans.set(plan.id, plan);
    },
    markSent: async (lease, ids, at) => {
      await store.markSent(lease, ids, at);
      for (const id of ids) sent.set(id, leases.of(lease.resource)?.epoch ?? 0);
    },
    applyPage: async (effects) => {
      const answer = await store.applyPage(effects);
      if (answer === 'applied') memory.learn(effects.links);
      if (answer === 'conflict') met('a page is planned anew');
      return answer;
    },
    conclude: async (lease, conclusions, run) => {
      await store.conclude(lease, conclusions, run);
      memory.learn(conclusions.map(({ link }) => link));
      for (const one of conclusions) endings.set(one.request.id, endingOf(one));
      conclusions.forEach(follow);
      for (const { outcome, plan } of conclusions) tellOf(outcome, plan, met);
    },
  };
  const recordsOf = (connectionId: string): Records => ({
    plans,
    sent,
    endings,
    lease: () => leases.of(`connection:${connectionId}`),
    known: memory.of(connectionId),
  });
  return { store: recorded, recordsOf };
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
