import type {
  Connector,
  FieldValue,
  Instant,
  Permission,
  ProductField,
} from '../contract/index.ts';
import type {
  Connection,
  ConnectionSettings,
  FieldMapping,
  PlatformObject,
  PlatformRecord,
} from '../platform/index.ts';
import type {
  Access,
  Clock,
  DomainResolver,
  OutcomeFilter,
  PageQuery,
  Queue,
  Random,
  Run,
  Store,
} from '../ports/index.ts';
import type { Finding, Guarantee } from '../policy/index.ts';
import type { PlanQuery } from './plan-ahead.ts';
import type { Explanation, PlannedPage } from './explanation.ts';
import type { UndoInput, UndoReceipt } from './undo.ts';

/** All that the engine stands on. */
export interface EngineParts {
  readonly store: Store;
  readonly clock: Clock;
  readonly random: Random;
  readonly queue: Queue;
  readonly access: Access;
  readonly resolver: DomainResolver;
  readonly connectors: readonly Connector[];
  /** Names this process in leases; different in every process and at every start. */
  readonly holder: string;
  /** Told of every step, for logs; holds names, ids and numbers, never a record's values. */
  readonly report: (event: EngineEvent) => void;
}

/** A step of the engine: a noun-verb name and facts that may be logged. */
export interface EngineEvent {
  readonly event:
    | 'read-start'
    | 'page-apply'
    | 'read-end'
    | 'write-start'
    | 'write-plan'
    | 'write-call'
    | 'write-hold'
    | 'write-end'
    | 'plan-recover'
    | 'background-start'
    | 'background-end'
    | 'run-fail';
  readonly connectionId: string;
  readonly runId?: string;
  readonly object?: string;
  readonly count?: number;
  readonly reason?: string;
  readonly code?: string;
}

/** A request that names what is wrong with it; nothing was stored. */
export interface InputProblem {
  /** Path of the argument: `person.email`. */
  readonly field: string;
  readonly message: string;
  readonly remedy: string;
}

/** What was asked for, or every problem with the question at once. */
export type Answer<Value> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly problems: readonly InputProblem[] };

/** An account to connect, or to connect again. */
export interface ConnectInput {
  /** Chosen by the caller, who has stored the credentials under it. */
  readonly id: string;
  readonly crm: string;
  readonly name: string;
  readonly settings?: Partial<ConnectionSettings>;
}

/** A company as a caller names it; its domain in any spelling. */
export interface CompanyInput {
  readonly domain: string;
  /** Values by platform field key; a value given replaces the platform's. */
  readonly fields?: Readonly<Record<string, FieldValue>>;
}

/** A person as a caller names them; email addresses in any spelling. */
export interface PersonInput {
  readonly email: string;
  /** Further addresses of the person. */
  readonly emails?: readonly string[];
  readonly fields?: Readonly<Record<string, FieldValue>>;
  readonly company?: CompanyInput | null;
}

/** An email that the platform sent or received. Recording it again adds what happened since. */
export interface EmailInput {
  /** The platform's own id of it. */
  readonly id: string;
  /** Whom it is with: the person's email address. */
  readonly person: string;
  /** Values by platform field key; `messageId`, `direction`, `origin`, `sender` and `sentAt` first. */
  readonly fields: Readonly<Record<string, FieldValue>>;
}

/** A task of the platform; saving it again changes it. */
export interface TaskInput {
  /** The platform's own id of it. */
  readonly id: string;
  /** Whom it is about: the person's email address. */
  readonly person: string;
  /** Values by platform field key; `type` and `status` first. */
  readonly fields: Readonly<Record<string, FieldValue>>;
}

/** Where a record is written to, and what asked for it. */
export interface SyncOptions {
  /** Connections to write to; all that have writing on when absent. */
  readonly connectionIds?: readonly string[];
  /**
   * Values for CRM fields that no mapped platform value supplies, by CRM field: `Title` of the
   * record asked for, `Account.Rating` of the object named.
   */
  readonly defaults?: Readonly<Record<string, FieldValue>>;
  readonly play?: string | null;
  /** The sequence that the person is enrolled in, or that the facts below are of. */
  readonly sequence?: string | null;
  /** When the person completed a step of it. */
  readonly sequenceStepAt?: Instant | null;
  /** Where the person stands in it: one of `sequenceStatuses`. */
  readonly sequenceStatus?: string | null;
  /** What the person's reply is taken for: one of `replyClassifications`. */
  readonly replyClassification?: string | null;
  readonly replyTags?: readonly string[] | null;
}

/** What was stored and asked for; writing follows by itself. */
export interface SyncReceipt {
  readonly record: PlatformRecord;
  /** Ids of the write requests, which are also the ids of their outcomes. */
  readonly requestIds: readonly string[];
}

/** What became of one product field that was to be created in the CRM. */
export interface FieldCreation {
  readonly field: ProductField;
  /** Why it was not created, and what to do about it; `null` when it was. */
  readonly problem: string | null;
}

/** What a connection is doing now. */
export interface Activity {
  readonly state: 'idle' | 'reading' | 'writing' | 'reprocessing';
  readonly since: Instant | null;
  /** Why work that is due does not run; `null` when nothing is held. */
  readonly hold: { readonly reason: string; readonly until: Instant | null } | null;
}

/** All that a surface may ask for; every promise resolves after the store has it. */
export interface Engine {
  readonly connectors: readonly Connector[];
  /**
   * Reaches the account, describes its objects and prepares mappings (R-MAP-2). Connecting the
   * same id again renews the description and refuses another account. Throws a `SyncError`.
   */
  connect(input: ConnectInput): Promise<Answer<Connection>>;
  setSwitches(
    connectionId: string,
    switches: { readonly reading?: boolean; readonly writing?: boolean },
  ): Promise<Answer<Connection>>;
  saveMappings(
    connectionId: string,
    object: PlatformObject,
    mappings: readonly FieldMapping[],
  ): Promise<Answer<readonly Finding[]>>;
  /** Problems of the mappings in force, as checked against the last description. */
  checkMappings(connectionId: string): Promise<readonly Finding[]>;
  syncCompany(company: CompanyInput, options: SyncOptions): Promise<Answer<SyncReceipt>>;
  syncPerson(person: PersonInput, options: SyncOptions): Promise<Answer<SyncReceipt>>;
  /** Stores an email and asks for its recording; it waits until its person is in the CRM. */
  recordEmailMessage(email: EmailInput, options: SyncOptions): Promise<Answer<SyncReceipt>>;
  /** Stores a task and asks for its writing; it waits until its person is in the CRM. */
  saveTask(task: TaskInput, options: SyncOptions): Promise<Answer<SyncReceipt>>;
  /** Removes the task from the CRMs that it was written to (R-TASK-4). */
  deleteTask(id: string): Promise<Answer<SyncReceipt>>;
  updateSettings(
    connectionId: string,
    settings: Partial<ConnectionSettings>,
  ): Promise<Answer<Connection>>;
  /** Queues a reprocess of one kind of record (R-TIME-3), or answers the one that is queued. */
  reprocess(connectionId: string, object: PlatformObject): Promise<Answer<Run>>;
  /** What our user may do in the CRM (R-ERR-5); throws a `SyncError`. */
  checkPermissions(connectionId: string): Promise<Answer<readonly Permission[]>>;
  /** Product fields that the customer has not created, as last described. */
  missingFields(connection: Connection): readonly ProductField[];
  /**
   * Creates each missing product field that it can, describes the account anew and maps what was
   * created; throws a `SyncError` where the account is not reached.
   */
  createFields(connectionId: string): Promise<Answer<readonly FieldCreation[]>>;
  /**
   * Why a record is, or is not, written as it is: the way of a write up to its plan. Stores and
   * writes nothing. Throws a `SyncError` where the CRM has to be asked and does not answer.
   */
  explain(connectionId: string, recordId: string): Promise<Answer<Explanation>>;
  /** What the next write would do for records, by the same way; stores and writes nothing. */
  plan(connectionId: string, query: PlanQuery): Promise<Answer<PlannedPage>>;
  /** Queues a read; a run of the same connection that is still queued is returned instead. */
  startRead(connectionId: string, objects?: readonly string[]): Promise<Answer<Run>>;
  /** Opens failed and parked writes again; answers how many. */
  retryOutcomes(
    connectionId: string,
    which: { readonly ids: readonly string[] } | { readonly filter: OutcomeFilter },
  ): Promise<number>;
  /**
   * Asks for what was written to be undone, outcome by outcome or a whole run: a field gets back
   * what it held if it still holds what we wrote, a record we created is removed if nobody has
   * touched it. What became of it is told by outcomes of its own. More than `undoMax` outcomes of a
   * run are asked for page by page.
   */
  undo(input: UndoInput, page?: PageQuery): Promise<Answer<UndoReceipt>>;
  /** Runs queued and due reading until caught up; `null` when another holder is at work. */
  runRead(connectionId: string, signal: AbortSignal): Promise<Run | null>;
  /** Writes what is due, in slices, until nothing is or a read is due; `null` when held. */
  runWrite(connectionId: string, signal: AbortSignal): Promise<Run | null>;
  /** Goes on with a reprocess or a reconciliation until done or a read is due; `null` when held. */
  runBackground(connectionId: string, signal: AbortSignal): Promise<Run | null>;
  /** Rings for every connection with a read or a write due. */
  ringDue(): Promise<void>;
  activityOf(connectionId: string): Promise<Activity>;
  /** By connection. */
  activitiesOf(connections: readonly Connection[]): Promise<ReadonlyMap<string, Activity>>;
  /** `null` for an object that is never written, or that the account does not show. */
  guaranteeOf(connection: Connection, crmObject: string): Guarantee | null;
}
