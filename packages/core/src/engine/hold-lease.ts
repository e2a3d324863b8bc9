import type { Clock, Lease, LeaseMode, Store } from '../ports/index.ts';
import { toInstant } from '../contract/index.ts';

/** How long a silent holder keeps a lease: a killed process is succeeded within this time. */
const leaseTtlMs = 30_000;

/** Who wants a lease, and what keeps it. */
export interface LeaseHolder {
  readonly store: Store;
  readonly clock: Clock;
  readonly holder: string;
}

/** A lease in force, while `lost` is not aborted. */
export interface HeldLease {
  readonly lease: Lease;
  readonly lost: AbortSignal;
}

const after = (clock: Clock, ms: number) => toInstant(Date.parse(clock.now()) + ms);

/** Why the heart stops: told to nobody, and cheaper than an error with a stack. */
const [over, lost] = ['the work is over', 'the lease is lost'];

/** Renews until stopped; aborts the work when another holder has taken over. */
async function keepAlive(by: LeaseHolder, lease: Lease, work: AbortController): Promise<void> {
  while (!work.signal.aborted) {
    await by.clock.sleep(leaseTtlMs / 3, work.signal);
    if (work.signal.aborted) return;
    const renewed = await by.store.renewLease(lease, after(by.clock, leaseTtlMs)).catch(() => true);
    if (!renewed) work.abort(lost);
  }
}

/**
 * Does the work under a lease that is kept alive meanwhile and released at its end; `null` when
 * another holder has it.
 */
export async function holdLease<T>(
  by: LeaseHolder,
  wish: { readonly resource: string; readonly mode: LeaseMode },
  work: (held: HeldLease) => Promise<T>,
): Promise<T | null> {
  const lease = await by.store.acquireLease({
    resource: wish.resource,
    mode: wish.mode,
    holder: by.holder,
    now: by.clock.now(),
    ttlMs: leaseTtlMs,
  });
  if (lease === null) return null;
  const beating = new AbortController();
  const heart = keepAlive(by, lease, beating);
  try {
    return await work({ lease, lost: beating.signal });
  } finally {
    beating.abort(over);
    await heart;
    await by.store.releaseLease(lease);
  }
}
