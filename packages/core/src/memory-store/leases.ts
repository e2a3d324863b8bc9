import { toInstant } from '../contract/index.ts';
import type { Lease, LeaseRequest, LeaseStore } from '../ports/index.ts';
import { createStaleLease } from '../ports/index.ts';
import type { MemoryState } from './memory-state.ts';

const grant = (request: LeaseRequest, epoch: number): Lease => ({
  resource: request.resource,
  mode: request.mode,
  holder: request.holder,
  epoch,
  since: request.now,
  until: toInstant(Date.parse(request.now) + request.ttlMs),
});

const isOurs = ({ leases }: MemoryState, lease: Lease): boolean => {
  const held = leases.get(lease.resource);
  return held !== undefined && !held.released && held.lease.epoch === lease.epoch;
};

/** Throws `StaleLease` unless the lease is the last one granted and not released. */
export const requireLease = (state: MemoryState, lease: Lease): void => {
  if (!isOurs(state, lease)) throw createStaleLease(lease.resource);
};

/** Leases; every grant raises the epoch of its resource. */
export const createLeases = (state: MemoryState): LeaseStore => ({
  acquireLease: async (request) => {
    const held = state.leases.get(request.resource);
    if (held !== undefined && !held.released && held.lease.until > request.now) return null;
    const lease = Object.freeze(grant(request, (held?.lease.epoch ?? 0) + 1));
    state.leases.set(request.resource, { lease, released: false });
    return lease;
  },
  renewLease: async (lease, until) => {
    const held = state.leases.get(lease.resource);
    if (held === undefined || !isOurs(state, lease)) return false;
    const renewed = Object.freeze({ ...held.lease, until });
    state.leases.set(lease.resource, { lease: renewed, released: false });
    return true;
  },
  releaseLease: async (lease) => {
    const held = state.leases.get(lease.resource);
    if (held === undefined || !isOurs(state, lease)) return;
    state.leases.set(lease.resource, { ...held, released: true });
  },
  getLease: async (resource) => {
    const held = state.leases.get(resource);
    return held === undefined || held.released ? null : held.lease;
  },
});
