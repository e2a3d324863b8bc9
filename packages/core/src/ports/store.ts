import type { Instant, MatchKey, RecordRef, RemoteId } from '../contract/index.ts';
import type {
  Connection,
  FieldMapping,
  Link,
  MirrorRow,
  PlatformObject,
  PlatformRecord,
  Relation,
} from '../platform/index.ts';
import type { ReadContext } from '../policy/read-context.ts';
import type { ApiKey, ApiKeyPatch } from './api-key.ts';
import type { Lease, LeaseStore } from './lease.ts';
import type { ChangeStore } from './change.ts';
import type { Checkpoint } from './checkpoint.ts';
import type { Outcome } from './outcome.ts';
import type { OutcomeCount, OutcomeFilter } from './outcome-filter.ts';
import type { Plan, WriteRequest } from './request.ts';
import type { AuthorisationStore } from './pending-authorisation.ts';
import type { ShareStore } from './share.ts';
import type { Run, RunCounts, RunKind } from './run.ts';

/** What may change of a connection after it was made. */
export type ConnectionPatch = Partial<
  Pick<
    Connection,
    | 'name'
    | 'state'
    | 'reading'
    | 'writing'
    | 'settings'
    | 'schema'
    | 'lastReadAt'
    | 'lastReconciledAt'
    | 'lastAssociatedAt'
    | 'userId'
    | 'hold'
    | 'quota'
    | 'connectedAt'
  >
>;

/** Connections with their mappings and sealed credentials. */
/** What decides where a record is written, without the schema that a connection carries. */
export type ConnectionSwitches = Pick<Connection, 'id' | 'reading' | 'writing' | 'settings'>;

/** Connections, their mappings and sealed credentials. */
export interface ConnectionStore {
  /** Oldest first. */
  listConnections(): Promise<Connection[]>;
  /** Of every connection, oldest first; cheap enough for every request. */
  listSwitches(): Promise<ConnectionSwitches[]>;
  getConnection(id: string): Promise<Connection | null>;
  /** Throws when the id, or the account of the same CRM, is already connected. */
  createConnection(connection: Connection): Promise<void>;
  /**
   * Changes only the fields named; nothing happens when there is no such connection, or when it was
   * connected again since `connectedAt`, where given.
   */
  changeConnection(id: string, patch: ConnectionPatch, connectedAt?: Instant): Promise<void>;
  /** In the order they were saved; those of an object saved again come last. */
  getMappings(connectionId: string): Promise<readonly FieldMapping[]>;
  /** Replaces the mappings of one platform object. */
  saveMappings(
    connectionId: string,
    object: PlatformObject,
    mappings: readonly FieldMapping[],
  ): Promise<void>;
  /** Sealed credentials; `null` when there are none. */
  getCredentials(connectionId: string): Promise<string | null>;
  /** Replaces them; `null` forgets them. */
  saveCredentials(connectionId: string, sealed: string | null): Promise<void>;
}

/** What a page of a read touches. */
export interface ReadContextRequest {
  readonly connectionId: string;
  readonly object: PlatformObject;
  readonly crmObject: string;
  /** Ids on the page. */
  readonly ids: readonly RemoteId[];
  /** Match keys on the page, of the kind that identifies `object`. */
  readonly keys: readonly MatchKey[];
  /** Domains that people of the page give for their companies. */
  readonly domains: readonly string[];
  /** The companies' CRM records that the page's records name; empty where none do. */
  readonly companies: { readonly crmObject: string; readonly ids: readonly RemoteId[] } | null;
}

/** What one page of a read changes, stored as a whole or not at all. */
export interface PageEffects {
  readonly lease: Lease;
  /** The connection and the object that the page is of: whose records merge, who says relations. */
  readonly connectionId: string;
  readonly crmObject: string;
  /**
   * Stored only where not older than the row that is there, and without what it is associated with:
   * `relations` tell that.
   */
  readonly rows: readonly MirrorRow[];
  /** Version 1 is inserted; a higher one replaces the version before it. Keys are one record's. */
  readonly platform: readonly PlatformRecord[];
  /** Stored over other links of the same record and object, or of the same CRM record. */
  readonly links: readonly Link[];
  /**
   * Old ids that lead to a survivor after a merge; links to `from` pass to `to`, unless it has one.
   * Applied before `links`.
   */
  readonly merges: readonly { readonly from: RemoteId; readonly to: RemoteId }[];
  /** Relations that rows of the page say; they replace all that `relationsOf` said before. */
  readonly relations: readonly Relation[];
  readonly relationsOf: readonly RecordRef[];
  /** Platform records that are no more, as opportunities removed in the CRM; their links go too. */
  readonly forgotten: readonly string[];
  /** Records not read into the platform, replacing earlier outcomes of the same id. */
  readonly skipped: readonly Outcome[];
  /** Outcome ids of read skips that no longer hold. */
  readonly cleared: readonly string[];
  /** `null` leaves the one that is there. */
  readonly checkpoint: Checkpoint | null;
  /** Counts of the run so far, for the objects named; other objects keep theirs. */
  readonly run: { readonly id: string; readonly counts: Readonly<Record<string, RunCounts>> };
}

/** What reading stores: checkpoints, the mirror, platform records, links. */
export interface ReadStore {
  getCheckpoint(connectionId: string, crmObject: string): Promise<Checkpoint | null>;
  loadReadContext(request: ReadContextRequest): Promise<ReadContext>;
  /** Those of the keys that a live record of another connection has, by value. */
  keysElsewhere(connectionId: string, keys: readonly MatchKey[]): Promise<string[]>;
  /**
   * One transaction. `conflict` when a platform record has moved past the version named: nothing
   * was stored, plan again. Throws `StaleLease`.
   */
  applyPage(effects: PageEffects): Promise<'applied' | 'conflict'>;
  /** Mirror rows of one object, removed ones among them, by id, `after` itself left out. */
  listMirror(query: {
    readonly connectionId: string;
    readonly crmObject: string;
    readonly after: RemoteId | null;
    readonly limit: number;
  }): Promise<MirrorRow[]>;
  /** Tasks of people that are `READY`, oldest first. */
  openTasks(personIds: readonly string[]): Promise<PlatformRecord[]>;
}

/** Which records are to be written, and the keys they are found by. */
export interface WriteContextRequest {
  readonly connectionId: string;
  readonly recordIds: readonly string[];
  readonly keys: readonly MatchKey[];
}

/** All that the planning of writes needs to know of what is stored, besides the records. */
export interface WriteContext {
  /** Links of the records, in this connection. */
  readonly links: readonly Link[];
  /** Live mirror rows that carry one of the keys, and the rows that the links lead to. */
  readonly rows: readonly MirrorRow[];
}

/** What a call, or a decision not to call, leaves behind for one request. */
export interface WriteConclusion {
  /** `null` where nothing was planned. */
  readonly plan: { readonly id: string; readonly phase: 'unknown' | 'done' } | null;
  /**
   * Stored if `seq` is still the one served or the plan's answer is lost; otherwise the request is
   * pending and due at once.
   */
  readonly request: Pick<WriteRequest, 'id' | 'seq' | 'state' | 'waitingFor' | 'dueAt' | 'attempt'>;
  /** Outcomes that are settled and need no undoing any more; absent for a write. */
  readonly undone?: readonly string[];
  /** Takes the place of what earlier requests for the record left undone; `null` leaves all as it is. */
  readonly outcome: Outcome | null;
  readonly link: Link | null;
  /** The mirror no longer shows what the CRM holds: drops the row's revision. */
  readonly touched: { readonly crmObject: string; readonly crmId: RemoteId } | null;
}

/**
 * Asks for a write, or with `undoes` for outcomes to be undone; merges into the open request of the same connection and record, which keeps
 * its id and defaults that are not named again, and is due when asked for, unless an answer is lost.
 */
export type NewWriteRequest = Pick<
  WriteRequest,
  'id' | 'connectionId' | 'object' | 'recordId' | 'defaults' | 'trigger' | 'dueAt' | 'createdAt'
> & { readonly undoes?: readonly string[] };

/** What writing stores: requests, plans, links, outcomes. */
export interface WriteStore {
  /**
   * Stores platform records (as in `PageEffects`) and asks for their writing, in one transaction.
   * Answers the ids of the requests in force, in the order asked: an open one's where an asking
   * merged into it. `conflict` as for `applyPage`.
   */
  saveAndRequest(
    records: readonly PlatformRecord[],
    requests: readonly NewWriteRequest[],
  ): Promise<readonly string[] | 'conflict'>;
  /**
   * Pending and waiting requests due by `now` and without an open plan, longest due first, of the
   * first of the objects that has any: those that undo something with `undo`, the others without.
   */
  dueRequests(query: {
    readonly undo?: true;
    readonly connectionId: string;
    readonly objects: readonly PlatformObject[];
    readonly now: Instant;
    readonly limit: number;
  }): Promise<WriteRequest[]>;
  getRequests(ids: readonly string[]): Promise<WriteRequest[]>;
  /** Requests of a connection that are not done, by id; only those of the records where given. */
  listOpenRequests(
    query: PageQuery & { readonly connectionId: string; readonly recordIds?: readonly string[] },
  ): Promise<ListPage<WriteRequest>>;
  loadWriteContext(request: WriteContextRequest): Promise<WriteContext>;
  /** Plans that are not done, oldest first. */
  openPlans(connectionId: string): Promise<Plan[]>;
  /** Stores plans in phase `planned`, replacing an open plan of the same request. Throws `StaleLease`. */
  savePlans(lease: Lease, plans: readonly Plan[]): Promise<void>;
  /** To be called right before the call. Throws `StaleLease`. */
  markSent(lease: Lease, planIds: readonly string[], at: Instant): Promise<void>;
  /** One transaction; repeating it changes nothing. Throws `StaleLease`. */
  conclude(
    lease: Lease,
    conclusions: readonly WriteConclusion[],
    run: { readonly id: string; readonly counts: Readonly<Record<string, RunCounts>> },
  ): Promise<void>;
  /** Makes requests due that wait for one of these companies or people. */
  release(
    connectionId: string,
    release: { readonly recordIds: readonly string[]; readonly now: Instant },
  ): Promise<void>;
  /** Makes every request due that waits for a company or a person which is linked by now. */
  releaseLinked(connectionId: string, now: Instant): Promise<void>;
  /**
   * Makes the parked and failed requests of these outcomes due now, unless an answer is lost;
   * answers how many.
   */
  retryRequests(
    which: { readonly ids: readonly string[] } | { readonly filter: OutcomeFilter },
    now: Instant,
  ): Promise<number>;
  /** When the next pending or waiting request is due; `null` when there is none. */
  nextDueAt(connectionId: string): Promise<Instant | null>;
}

/** A page of a list in a stable order. */
export interface PageQuery {
  readonly first: number;
  /** Cursor of the item before the page; `null` for the first page. */
  readonly after: string | null;
}

/** One page of a list, and whether another follows. */
export interface ListPage<Item> {
  readonly items: readonly { readonly cursor: string; readonly item: Item }[];
  readonly hasNext: boolean;
}

/** What a connection holds of one object. */
export interface ObjectCounts {
  readonly crmObject: string;
  readonly mirrored: number;
  readonly skipped: number;
  readonly failed: number;
  readonly waiting: number;
  /** Asked for and not yet tried, by the first CRM object that the record's kind is mapped to. */
  readonly pending: number;
}

/** What surfaces show; reads only. */
export interface ReportStore {
  getRecords(ids: readonly string[]): Promise<PlatformRecord[]>;
  findRecord(object: PlatformObject, key: string): Promise<PlatformRecord | null>;
  /**
   * By id. `search` narrows to records whose key begins with it; to those whose key contains it where
   * no key of the object begins with it.
   */
  listRecords(
    query: PageQuery & {
      readonly object: PlatformObject;
      readonly search?: string;
      readonly companyId?: string;
      readonly personId?: string;
      /** Records that are linked to one of this CRM object, in any connection. */
      readonly crmObject?: string;
      /** Companies and people that have an open opportunity in any CRM, or have none (R-OPP-3). */
      readonly hasOpenOpportunity?: boolean;
      /** Opportunities that all of these companies and people have a part in. */
      readonly partyIds?: readonly string[];
      /** Opportunities that are open, or that are won or lost. */
      readonly isOpen?: boolean;
    },
  ): Promise<ListPage<PlatformRecord>>;
  /** Those of the companies and people that have an open opportunity in any CRM (R-OPP-3). */
  haveOpenOpportunity(recordIds: readonly string[]): Promise<ReadonlySet<string>>;
  /** Opportunities of each company or person, newest close date first, `perRecord` of each at most. */
  opportunitiesOf(
    recordIds: readonly string[],
    perRecord: number,
  ): Promise<ReadonlyMap<string, readonly PlatformRecord[]>>;
  /** Companies and people of each opportunity. */
  partiesOf(
    opportunityIds: readonly string[],
  ): Promise<ReadonlyMap<string, readonly PlatformRecord[]>>;
  /** Emails or tasks of each person, newest first, `perPerson` of each at most. */
  activitiesOf(
    object: 'emailMessage' | 'task',
    personIds: readonly string[],
    perPerson: number,
  ): Promise<ReadonlyMap<string, readonly PlatformRecord[]>>;
  linksOf(recordIds: readonly string[]): Promise<Link[]>;
  /** Those that exist, in any order. */
  getOutcomes(ids: readonly string[]): Promise<Outcome[]>;
  /** Newest first. */
  listOutcomes(query: PageQuery & { readonly filter: OutcomeFilter }): Promise<ListPage<Outcome>>;
  /** Of each platform record its newest outcomes, newest first, `perRecord` of each at most. */
  outcomesOf(recordIds: readonly string[], perRecord: number): Promise<Outcome[]>;
  countOutcomes(filter: OutcomeFilter): Promise<number>;
  /** Most first, then by status, class and reason. */
  countByKind(filter: OutcomeFilter): Promise<OutcomeCount[]>;
  /** By connection, of each by the object's name; one that holds nothing is not among them. */
  countObjects(connectionIds: readonly string[]): Promise<ReadonlyMap<string, ObjectCounts[]>>;
  /** Counts of skipped outcomes by CRM object and reason. */
  countReasons(
    connectionId: string,
  ): Promise<{ readonly crmObject: string; readonly reason: string; readonly count: number }[]>;
  /** Of each connection by the object's name. */
  listCheckpoints(connectionIds: readonly string[]): Promise<Checkpoint[]>;
}

/** What a connection's next work depends on, besides the connection. */
export interface WorkAhead {
  /** Of the connection; `null` when nobody ever held one or it was released. */
  readonly lease: Lease | null;
  /** Kinds of its queued runs, those that stopped on their way among them; each once. */
  readonly queued: readonly RunKind[];
  /** When its next pending or waiting request is due; `null` when there is none. */
  readonly writesDueAt: Instant | null;
}

/** Runs, queued and past. */
export interface RunStore {
  /** Inserts or replaces. */
  saveRun(run: Run): Promise<void>;
  getRun(id: string): Promise<Run | null>;
  /** Newest first. */
  listRuns(
    query: PageQuery & { readonly connectionId?: string; readonly kind?: RunKind },
  ): Promise<ListPage<Run>>;
  /** The oldest queued run of a kind, one that stopped on its way among them; `null` when none is. */
  nextQueuedRun(connectionId: string, kind: RunKind): Promise<Run | null>;
  /** By connection; all at one moment. */
  workAhead(connectionIds: readonly string[]): Promise<ReadonlyMap<string, WorkAhead>>;
}

/** What is known of a domain's redirect. */
export interface Redirect {
  readonly domain: string;
  readonly target: string;
  readonly checkedAt: Instant;
}

/** Redirects of domains, remembered between look-ups. */
export interface RedirectStore {
  getRedirects(domains: readonly string[]): Promise<Redirect[]>;
  /** Redirects that lead to one of the targets. */
  redirectsTo(targets: readonly string[]): Promise<Redirect[]>;
  saveRedirects(redirects: readonly Redirect[]): Promise<void>;
}

/** The keys that open the API. */
export interface ApiKeyStore {
  /** Oldest first, revoked ones among them. */
  listApiKeys(): Promise<ApiKey[]>;
  saveApiKey(key: ApiKey): Promise<void>;
  /** Only where there never was a key, whoever else asks at the same time; answers whether. */
  saveFirstApiKey(key: ApiKey): Promise<boolean>;
  /** Changes only the fields named; nothing happens when there is no such key. */
  changeApiKey(id: string, patch: ApiKeyPatch): Promise<void>;
}

/** All that the engine remembers. */
export interface Store
  extends
    ConnectionStore,
    LeaseStore,
    ReadStore,
    WriteStore,
    ReportStore,
    RunStore,
    ChangeStore,
    RedirectStore,
    ApiKeyStore,
    AuthorisationStore,
    ShareStore {
  close(): Promise<void>;
}
