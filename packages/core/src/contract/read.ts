import type { Cursor, RemoteId } from './brands.ts';
import type { Context } from './context.ts';
import type { FieldNames, RemoteRecord } from './record.ts';

/** Which fields to read, and where to go on. */
export interface ReadRequest {
  readonly fields: FieldNames;
  /** Where the page before ended; `null` reads from the beginning. */
  readonly after: Cursor | null;
}

/** `more: false` means caught up, not over: `cursor` is where the next read begins. */
export interface ReadPage {
  readonly records: readonly RemoteRecord[];
  readonly cursor: Cursor;
  readonly more: boolean;
}

/** Ids in ascending order, and whether more follow. */
export interface IdPage {
  readonly ids: readonly RemoteId[];
  readonly more: boolean;
}

/** Removed records, and where the next page goes on; `null` at the end. */
export interface RemovedPage {
  readonly records: readonly RemoteRecord[];
  readonly after: RemoteId | null;
}

/** How records of an object that is not written are read by their ids. */
export interface Get {
  /** Ids in one call, at most. */
  readonly batchMax: number;
  /** `result[i]` is the record `ids[i]`, removed or not; `null` when the CRM does not show it. */
  call(
    context: Context,
    request: { readonly ids: readonly RemoteId[]; readonly fields: FieldNames },
  ): Promise<(RemoteRecord | null)[]>;
}

/** How the changes of an object are read, oldest first. */
export interface Read {
  /** Records on one page, at most. */
  readonly pageMax: number;
  /** How long a committed change may stay invisible to `page`, in milliseconds. */
  readonly settleMs: number;
  /**
   * Records changed since `after`, oldest change first, removed and merged ones among them unless
   * the CRM keeps those apart. A record may come twice. None is ever missed, even one that changes between two pages or
   * becomes visible after records with a later stamp.
   */
  page(context: Context, request: ReadRequest): Promise<ReadPage>;
  /**
   * Ids of every live record our user sees, ascending, `after` itself left out: what the mirror is
   * compared with now and then, for what was removed without a trace.
   */
  ids?(context: Context, after: RemoteId | null): Promise<IdPage>;
  /**
   * Every removed record that `page` does not show, in an order of its own, from `after` on: what
   * the CRM keeps in its bin, looked through now and then. What was deleted for good is told by
   * `removed`.
   */
  removals?(
    context: Context,
    request: { readonly fields: FieldNames; readonly after: RemoteId | null },
  ): Promise<RemovedPage>;
  /** For newly mapped fields of records that are here already; a written object has `Write.get`. */
  readonly get?: Get;
  /**
   * Those of `ids` that the CRM proves to be removed, and not only hidden from our user. Without
   * `ids` it is asked of every mirrored record, now and then.
   */
  removed?(context: Context, ids: readonly RemoteId[]): Promise<RemoteId[]>;
}
