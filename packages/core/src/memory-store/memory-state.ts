import type { Connection, FieldMapping, PlatformRecord } from '../platform/index.ts';
import type {
  ApiKey,
  Change,
  Checkpoint,
  Lease,
  Link,
  MirrorRow,
  Outcome,
  PendingAuthorisation,
  Plan,
  Redirect,
  Relation,
  Run,
  WriteRequest,
} from '../ports/index.ts';

/** A lease as kept: its epoch outlives its release. */
export interface HeldLease {
  readonly lease: Lease;
  readonly released: boolean;
}

/** The newest changes, and who is told when one is added. */
export interface ChangeLog {
  /** How many there ever were. */
  newest: number;
  readonly kept: Change[];
  readonly bells: Set<() => void>;
}

/** Everything a memory store holds; the text keys are made by `indexKey`. */
export interface MemoryState {
  readonly connections: Map<string, Connection>;
  readonly mappings: Map<string, readonly FieldMapping[]>;
  readonly credentials: Map<string, string>;
  readonly leases: Map<string, HeldLease>;
  /** By connection and CRM object. */
  readonly checkpoints: Map<string, Checkpoint>;
  /** By connection, CRM object and CRM id. */
  readonly mirror: Map<string, MirrorRow>;
  /** Keys of mirror rows, by connection, kind and value. */
  readonly mirrorKeys: Map<string, Set<string>>;
  readonly records: Map<string, PlatformRecord>;
  /** Ids of platform records, by object and match key (R-DUP-6). */
  readonly recordKeys: Map<string, string>;
  /** By connection, CRM object and CRM id. */
  readonly linksByCrmId: Map<string, Link>;
  /** By platform record id, then by connection and CRM object. */
  readonly linksByRecord: Map<string, Map<string, Link>>;
  /** By the record that says them, as links by CRM id, then by their ends. */
  readonly relations: Map<string, Map<string, Relation>>;
  readonly requests: Map<string, WriteRequest>;
  /** Ids of open requests, by connection and platform record. */
  readonly openRequests: Map<string, string>;
  readonly plans: Map<string, Plan>;
  /** Ids of open plans, by request. */
  readonly openPlans: Map<string, string>;
  readonly outcomes: Map<string, Outcome>;
  readonly runs: Map<string, Run>;
  readonly redirects: Map<string, Redirect>;
  readonly apiKeys: Map<string, ApiKey>;
  /** By the hash of their state. */
  readonly authorisations: Map<string, PendingAuthorisation>;
  /** By caller; what remained at an instant, in milliseconds. */
  readonly shares: Map<string, { readonly remaining: number; readonly at: number }>;
  readonly changes: ChangeLog;
}

/** A state that holds nothing. */
export const createMemoryState = (): MemoryState => ({
  connections: new Map(),
  mappings: new Map(),
  credentials: new Map(),
  leases: new Map(),
  checkpoints: new Map(),
  mirror: new Map(),
  mirrorKeys: new Map(),
  records: new Map(),
  recordKeys: new Map(),
  linksByCrmId: new Map(),
  linksByRecord: new Map(),
  relations: new Map(),
  requests: new Map(),
  openRequests: new Map(),
  plans: new Map(),
  openPlans: new Map(),
  outcomes: new Map(),
  runs: new Map(),
  redirects: new Map(),
  apiKeys: new Map(),
  authorisations: new Map(),
  shares: new Map(),
  changes: { newest: 0, kept: [], bells: new Set() },
});
