import { type Instant, toInstant } from '../contract/index.ts';
import type { Connection } from '../platform/index.ts';

/** What a connection's next work depends on. */
export interface ScheduleFacts {
  readonly connection: Connection;
  /** Of the connection; `null` when nobody holds one. */
  readonly lease: { readonly mode: 'read' | 'write'; readonly until: Instant } | null;
  readonly now: Instant;
  /** Somebody asked for a read. */
  readonly queuedRead: boolean;
  /** When the next write request is due; `null` when none is open. */
  readonly writesDueAt: Instant | null;
}

/**
 * `later` with `null`: nothing is asked for. `hold` with `null`: until somebody changes something;
 * its reason is `paused`, `needs-reconnect`, `reading-off`, `writing-off`, `read-running`,
 * `write-running` or the connection's own.
 */
export type Due =
  | { readonly kind: 'run' }
  | { readonly kind: 'later'; readonly at: Instant | null }
  | { readonly kind: 'hold'; readonly reason: string; readonly until: Instant | null };

/** Whether a connection reads or writes next: never both, never twice at once (R-TIME-1, R-TIME-5). */
export const planSchedule = (facts: ScheduleFacts): { readonly read: Due; readonly write: Due } => {
  const { connection } = facts;
  return {
    read: dueOrHeld(facts, readDueAt(facts), connection.reading ? null : 'reading-off'),
    write: dueOrHeld(facts, facts.writesDueAt, connection.writing ? null : 'writing-off'),
  };
};

/** Reads begin `readEveryMinutes` apart; one that took longer is followed at once. */
const readDueAt = ({ connection, now, queuedRead }: ScheduleFacts): Instant => {
  const { lastReadAt, settings } = connection;
  if (queuedRead || lastReadAt === null) return now;
  return toInstant(Date.parse(lastReadAt) + settings.readEveryMinutes * 60_000);
};

const dueOrHeld = (facts: ScheduleFacts, at: Instant | null, off: string | null): Due => {
  if (at === null || at > facts.now) return { kind: 'later', at };
  const closed = stateHold(facts) ?? off;
  if (closed !== null) return { kind: 'hold', reason: closed, until: null };
  return crmHold(facts) ?? leaseHold(facts) ?? { kind: 'run' };
};

const stateHold = ({ connection: { state } }: ScheduleFacts): string | null =>
  state === 'paused' || state === 'needs-reconnect' ? state : null;

/** The CRM asked us to slow down (R-TIME-6). */
const crmHold = ({ connection: { hold }, now }: ScheduleFacts): Due | null =>
  hold === null || hold.until <= now ? null : { kind: 'hold', ...hold };

/** A lease that has run out belongs to a crashed process and holds nothing. */
const leaseHold = ({ lease, now }: ScheduleFacts): Due | null =>
  lease === null || lease.until <= now
    ? null
    : { kind: 'hold', reason: `${lease.mode}-running`, until: lease.until };
