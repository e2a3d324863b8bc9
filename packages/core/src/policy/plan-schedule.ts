import { type Instant, toInstant } from '../contract/index.ts';
import type { Connection } from '../platform/index.ts';
import { type DailyKind, dailyWork } from './daily-work.ts';

/** What a connection's next work depends on. */
export interface ScheduleFacts {
  readonly connection: Connection;
  /** Of the connection; `null` when nobody holds one. */
  readonly lease: { readonly mode: 'read' | 'write' | 'reprocess'; readonly until: Instant } | null;
  readonly now: Instant;
  /** Somebody asked for a read. */
  readonly queuedRead: boolean;
  /** When the next write request is due; `null` when none is open. */
  readonly writesDueAt: Instant | null;
  /** Somebody asked for work in the background, or some stopped on its way. */
  readonly queuedBackground: boolean;
  /** What the connection's CRM needs once a day. */
  readonly daily: readonly DailyKind[];
}

/**
 * `later` with `null`: nothing is asked for. `hold` with `null`: until somebody changes something;
 * its reason is `paused`, `needs-reconnect`, `reading-off`, `writing-off`, `read-running`,
 * `write-running`, `reprocess-running`, `read-due`, `write-due` or the connection's own.
 */
export type Due =
  | { readonly kind: 'run' }
  | { readonly kind: 'later'; readonly at: Instant | null }
  | { readonly kind: 'hold'; readonly reason: string; readonly until: Instant | null };

/** What a connection does next, one thing at a time. */
export interface Schedule {
  readonly read: Due;
  readonly write: Due;
  /** A reprocess that was asked for, or what is done once a day. */
  readonly background: Due;
}

/** Whether a connection reads or writes next: never both, never twice at once (R-TIME-1, R-TIME-5). */
export const planSchedule = (facts: ScheduleFacts): Schedule => {
  const { connection } = facts;
  const readOff = connection.reading ? null : 'reading-off';
  const read = dueOrHeld(facts, readDueAt(facts), readOff);
  const write = dueOrHeld(facts, facts.writesDueAt, connection.writing ? null : 'writing-off');
  // R-TIME-3: work that nobody waits for goes last.
  const overtaken = read.kind === 'run' ? 'read-due' : write.kind === 'run' ? 'write-due' : null;
  const background = dueOrHeld(facts, backgroundDueAt(facts), readOff ?? overtaken);
  return { read, write, background };
};

/** Daily work begins with the first read. */
const backgroundDueAt = (facts: ScheduleFacts): Instant | null => {
  const { connection, now, queuedBackground, daily } = facts;
  if (queuedBackground) return now;
  if (connection.lastReadAt === null) return null;
  return dailyWork(connection, daily)[0]?.at ?? null;
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
