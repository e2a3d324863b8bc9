/** What happened to a record. */
export type ChangeKind =
  | 'created'
  | 'updated'
  | 'deleted'
  | 'undeleted'
  | 'merged'
  | 'purged'
  | 'converted';

/** One field of one record changing once. */
export interface Change {
  /** 1 for the first change of the simulator's life, without gaps. */
  readonly sequence: number;
  /** When it became visible, ISO 8601 UTC. */
  readonly time: string;
  /** Who made it: the user's id in the CRM. */
  readonly user: string;
  readonly object: string;
  readonly id: string;
  readonly kind: ChangeKind;
  /** Null where the change is of the record as a whole (a deletion, say). */
  readonly field: string | null;
  readonly before: unknown;
  readonly after: unknown;
}

/** Which changes to return; an absent part does not restrict. `since` is exclusive. */
export interface ChangeFilter {
  readonly object?: string | undefined;
  readonly id?: string | undefined;
  readonly user?: string | undefined;
  readonly kind?: string | undefined;
  readonly field?: string | undefined;
  readonly since?: number | undefined;
  readonly limit?: number | undefined;
}

/** Every change since the simulator was seeded, in the order in which they became visible. */
export interface ChangeHistory {
  add(change: Omit<Change, 'sequence'>): void;
  /** Matching changes, oldest first. */
  list(filter?: ChangeFilter): Change[];
  clear(): void;
  readonly length: number;
}

const partsOf = ['object', 'id', 'user', 'kind', 'field'] as const;

const matches = (change: Change, filter: ChangeFilter): boolean =>
  partsOf.every((part) => filter[part] === undefined || filter[part] === change[part]);

/** An empty history. */
export const createHistory = (): ChangeHistory => {
  const changes: Change[] = [];
  return {
    add: (change) => {
      changes.push({ sequence: changes.length + 1, ...change });
    },
    list: (filter = {}) => {
      const limit = filter.limit ?? Number.POSITIVE_INFINITY;
      const found: Change[] = [];
      for (let at = filter.since ?? 0; at < changes.length && found.length < limit; at += 1) {
        const change = changes[at];
        if (change && matches(change, filter)) found.push(change);
      }
      return found;
    },
    clear: () => {
      changes.length = 0;
    },
    get length() {
      return changes.length;
    },
  };
};
