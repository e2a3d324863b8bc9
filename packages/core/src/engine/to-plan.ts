import type { Plan } from '../ports/index.ts';
import type { ConnectionWork } from './connection-work.ts';
import type { DecidedWrite } from './plan-target.ts';

/** A decided write as it is stored before its call, under the lease that it was decided in. */
export const toPlan = (work: ConnectionWork, write: DecidedWrite): Plan => ({
  ...write,
  id: work.parts.random.id(),
  epoch: work.lease.epoch,
  phase: 'planned',
  plannedAt: work.parts.clock.now(),
  sentAt: null,
});
