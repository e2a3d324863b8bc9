import type { Instant, RemoteId } from './brands.ts';
import type { Context } from './context.ts';
import type { MatchKey, MatchKeyKind, TieBreakRule } from './matching.ts';
import type { FieldNames, Fields, FieldValue, RecordRef, RemoteRecord } from './record.ts';
import type { SyncError } from './sync-error.ts';

/** The fields of a record to create. */
export interface Draft {
  readonly fields: Fields;
  /** Records that it is to hang on; absent for a record that stands by itself. */
  readonly links?: readonly DraftLink[];
  /** The CRM's own rules may choose the owner, as its lead assignment rules; absent keeps them out. */
  readonly assignOwner?: true;
}

/** One record that a new email or task hangs on, and as what. */
export interface DraftLink extends RecordRef {
  readonly role: 'person' | 'company' | 'owner';
}

/** The fields of a record to change; fields not named keep their value. */
export interface Change {
  readonly id: RemoteId;
  readonly fields: Fields;
  /** Fields to empty, as an undo does; absent in a write, which never clears one (R-OVERWRITE-5). */
  readonly clears?: FieldNames;
}

/** A change that fails with `conflict`, and changes nothing, when the record has moved on. */
export interface GuardedChange extends Change {
  readonly revision: string;
}

/** A refusal of one record is a value; a call that fails as a whole throws a `SyncError`. */
export type WriteResult =
  | { readonly ok: true; readonly id: RemoteId }
  | { readonly ok: false; readonly error: SyncError };

/** Which records to look for, and what to know of them. */
export interface MatchRequest {
  readonly keys: readonly MatchKey[];
  readonly fields: FieldNames;
  /** The fields that hold each kind of key, by the mapping in force. */
  readonly keyFields: Readonly<Record<MatchKeyKind, FieldNames>>;
}

/** How records are created. */
export interface Create {
  /** Drafts in one call, at most. */
  readonly batchMax: number;
  /** `result[i]` answers `drafts[i]`. Creates and never updates: one wire request. */
  call(context: Context, drafts: readonly Draft[]): Promise<WriteResult[]>;
}

/** How records are changed without a condition. */
export interface Update {
  /** Changes in one call, at most. */
  readonly batchMax: number;
  /** Fields that stay filled once they are: no change clears them. Absent for none. */
  readonly keeps?: FieldNames;
  /** `result[i]` answers `changes[i]`: one wire request. */
  call(context: Context, changes: readonly Change[]): Promise<WriteResult[]>;
}

/** How records are deleted or archived, whichever the CRM can undo. */
export interface Remove {
  /** Ids in one call, at most. */
  readonly batchMax: number;
  /** `result[i]` answers `ids[i]`: one wire request. Removing what is gone succeeds. */
  call(context: Context, ids: readonly RemoteId[]): Promise<WriteResult[]>;
}

/** Records of our own, to be removed only if nobody has made them theirs. */
export interface TouchedRequest {
  readonly ids: readonly RemoteId[];
  /** Our own user. */
  readonly userId: string;
}

/** A create whose answer was lost. */
export interface LostCreate {
  readonly draft: Draft;
  /** Not created before, by the CRM's clock. */
  readonly since: Instant;
  /** Our own user. */
  readonly userId: string;
}

/** One value that a field had. */
export interface FieldVersion {
  readonly value: FieldValue;
  readonly at: Instant;
  /** Whether our own user set it. */
  readonly ours: boolean;
}

/** Whose past is asked for. */
export interface HistoryRequest {
  readonly ids: readonly RemoteId[];
  readonly fields: FieldNames;
  /** Our own user. */
  readonly userId: string;
}

/** The values that each field had, empty ones among them, newest first, as far as is kept. */
export type FieldHistory = Readonly<Record<string, readonly FieldVersion[]>>;

/** How an update is kept from replacing what a person typed since our read. */
export type Guard =
  | {
      /** The CRM itself refuses the change when the record has moved on. */
      readonly kind: 'atomic';
      readonly batchMax: number;
      /** `result[i]` answers `changes[i]`: one wire request. */
      call(context: Context, changes: readonly GuardedChange[]): Promise<WriteResult[]>;
    }
  | {
      /**
       * The CRM takes any change, and remembers what it replaced: the engine reads right before an
       * `update`, looks into the past right after it and puts back what a person typed between.
       */
      readonly kind: 'compensating';
      /** Ids in one call, at most. */
      readonly historyMax: number;
      /** `result[i]` is the past of `ids[i]`; `null` when the CRM does not show the record. */
      history(context: Context, request: HistoryRequest): Promise<(FieldHistory | null)[]>;
    }
  | { readonly kind: 'none' };

/** Write without match does not exist: matching is how the engine never makes a duplicate. */
export interface Write<Signal extends string = string> {
  /** Kinds of key a record is found by, strongest first. */
  readonly matchKeys: readonly MatchKeyKind[];
  /** The CRM field that holds the product's unique key, where the customer has created it. */
  readonly uniqueKeyField: string;
  /** Keys or ids in one `match`, `get` or `signals` call, at most. */
  readonly matchMax: number;
  /**
   * How long `match` may miss a record just written, in milliseconds; 0 when it never does. Its
   * unique key finds it at once all the same. The engine creates no record on the word of a match
   * that lags unless a unique key keeps a double out.
   */
  readonly matchLagMs: number;
  /** Which candidate to update, by the name of the setting; `default` always exists. */
  readonly tieBreaks: { readonly default: readonly TieBreakRule<Signal>[] } & Readonly<
    Record<string, readonly TieBreakRule<Signal>[]>
  >;
  /** Every live candidate for each key: `result[i]` answers `keys[i]`, with `[]` for no match. */
  match(context: Context, request: MatchRequest): Promise<RemoteRecord[][]>;
  /** `result[i]` is the record `ids[i]`, removed or not; `null` when the CRM does not show it. */
  get(
    context: Context,
    request: { readonly ids: readonly RemoteId[]; readonly fields: FieldNames },
  ): Promise<(RemoteRecord | null)[]>;
  /** `result[i]` holds the numbers that the tie-break rules weigh for `ids[i]`. */
  signals?(context: Context, ids: readonly RemoteId[]): Promise<Readonly<Record<Signal, number>>[]>;
  readonly create: Create;
  readonly update?: Update;
  readonly remove?: Remove;
  /**
   * Whether anybody has changed the record `ids[i]` since our user created it, or hung anything on
   * it; `true` also where the CRM cannot tell. Without it what was created is never removed again.
   */
  touched?(context: Context, request: TouchedRequest): Promise<boolean[]>;
  readonly guard: Guard;
  /**
   * Live records that our user created with the very values of a draft: what a lost create may
   * have made where neither a unique key nor a match key tells. Strongly consistent.
   */
  findCreated?(context: Context, lost: LostCreate): Promise<RemoteRecord[]>;
}
