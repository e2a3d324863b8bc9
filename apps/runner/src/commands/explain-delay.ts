import type { Activity } from '@concord/core/engine';
import type { Connection } from '@concord/core/platform';
import type { Checkpoint } from '@concord/core/ports';

/** How late a connection's changes may be known before the cause is told (R-TIME-1). */
const targetMs = 30 * 60_000;

export interface DelayFacts {
  readonly connection: Connection;
  readonly activity: Activity;
  readonly checkpoints: readonly Checkpoint[];
  /** Milliseconds of the epoch. */
  readonly now: number;
}

const causeOf = ({ connection, activity }: DelayFacts): string => {
  if (connection.state === 'needs-reconnect') return 'the CRM refuses the credentials';
  if (connection.state === 'paused') return 'the connection is paused';
  if (!connection.reading) return 'reading is off';
  // What is running explains why the next read waits for it.
  if (activity.state === 'reading') return 'many changes are being read';
  if (activity.hold !== null) return activity.hold.reason;
  return 'no worker is running';
};

const minutes = (ms: number): string => `${Math.round(ms / 60_000).toLocaleString('en')} min`;

/** How far reading lags behind and, beyond the target, why (R-TIME-1). */
export const explainDelay = (facts: DelayFacts): string => {
  const { checkpoints, now } = facts;
  const caughtUp = checkpoints.flatMap(({ caughtUpAt }) => caughtUpAt ?? []);
  const isFirst = checkpoints.length === 0 || caughtUp.length < checkpoints.length;
  const lagMs = Math.max(0, ...caughtUp.map((at) => now - Date.parse(at)));
  if (isFirst) return `the first read has not ended: ${causeOf(facts)}`;
  if (lagMs <= targetMs) return `all changes are known up to ${minutes(lagMs)} ago`;
  return `${minutes(lagMs)} behind: ${causeOf(facts)}`;
};
