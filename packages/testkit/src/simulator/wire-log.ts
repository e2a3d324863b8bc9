/** One request as it went over the wire. */
export interface WireEntry {
  readonly sequence: number;
  /** When it arrived, ISO 8601 UTC, by the simulator's clock. */
  readonly time: string;
  readonly method: string;
  /** Path and query as sent. */
  readonly target: string;
  /** Null where no answer was sent. */
  readonly status: number | null;
  /** Who asked: the CRM's name for the caller, null where unknown. */
  readonly caller: string | null;
  readonly requestBytes: number;
  readonly replyBytes: number;
  readonly ms: number;
  /** The kind of the injected fault, null where there was none. */
  readonly fault: string | null;
}

/** The requests served, oldest first. Control requests are not among them. */
export interface WireLog {
  add(entry: Omit<WireEntry, 'sequence'>): void;
  /** Entries after the given sequence number. */
  list(since?: number): WireEntry[];
  clear(): void;
  /** All requests ever, also those the log has dropped. */
  readonly count: number;
}

/** A log that keeps the newest `keep` entries. */
export const createWireLog = (keep = 100_000): WireLog => {
  let entries: WireEntry[] = [];
  let count = 0;
  return {
    add: (entry) => {
      count += 1;
      entries.push({ sequence: count, ...entry });
      if (entries.length > keep * 2) entries = entries.slice(-keep);
    },
    list: (since = 0) => entries.filter((entry) => entry.sequence > since),
    clear: () => {
      entries = [];
      count = 0;
    },
    get count() {
      return count;
    },
  };
};
