import type { LeaseRow } from './database.ts';

/** How long after its lease the work of a silent holder may rest, in the shared time. */
const restMaxMs = 15_000;

/** Passages of leases from holders that were silenced. */
export interface Takeovers {
  /** A holder was silenced, at such a time. */
  readonly silenced: (lease: LeaseRow, at: number) => void;
  /** The server was away until such a time, and with it every bell. */
  readonly disturbed: (at: number) => void;
  /** Looks at the leases in force. */
  readonly look: (leases: readonly LeaseRow[], at: number) => void;
  /** Leases whose holder was silenced, but for those that it had given back. */
  readonly watched: () => number;
  /** How long those took that were taken over, in milliseconds of the shared time. */
  readonly took: readonly number[];
  /** Leases that nobody took in time. */
  readonly late: readonly string[];
}

interface Silence {
  readonly lease: LeaseRow;
  readonly at: number;
}

/**
 * Watches how soon the work of silent holders goes on: within 15 seconds of the end of their lease,
 * or of the last time that the server was away. `slackMs` is what the machine itself may take of
 * late, since such a time and in the shared one.
 */
export const watchTakeovers = (slackMs: (since: number) => number): Takeovers => {
  const silences = new Map<string, Silence>();
  const took: number[] = [];
  const late: string[] = [];
  let disturbedAt = 0;
  let watched = 0;
  const judge = (silence: Silence, lease: LeaseRow, at: number): void => {
    const { resource } = lease;
    const until = Date.parse(silence.lease.until);
    const isTaken = lease.epoch > silence.lease.epoch;
    const isRenewed = !isTaken && Date.parse(lease.until) > until;
    // A request that was on its way, or one who was stopped and goes on.
    if (isRenewed && !lease.released) silences.set(resource, { lease, at: silence.at });
    else if (isTaken ? at < until : lease.released) {
      watched -= 1;
      silences.delete(resource);
    } else if (isTaken) {
      took.push(at - silence.at);
      silences.delete(resource);
    } else if (at > Math.max(until, disturbedAt) + restMaxMs + slackMs(silence.at)) {
      const rest = at - Math.max(until, disturbedAt);
      late.push(`${resource}: nobody for ${Math.round(rest / 1_000)} s`);
      silences.delete(resource);
    }
  };

  return {
    took,
    late,
    watched: () => watched,
    silenced: (lease, at) => {
      if (lease.released) return;
      const known = silences.get(lease.resource);
      // One that was stopped is killed: its work rests since it was stopped.
      if (known?.lease.epoch === lease.epoch) return;
      watched += 1;
      silences.set(lease.resource, { lease, at });
    },
    disturbed: (at) => {
      disturbedAt = at;
    },
    look: (leases, at) => {
      for (const lease of leases) {
        const silence = silences.get(lease.resource);
        if (silence !== undefined) judge(silence, lease, at);
      }
    },
  };
};
