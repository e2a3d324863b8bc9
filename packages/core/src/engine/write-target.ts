import type { MatchKey } from '../contract/index.ts';
import type { PlatformObject, PlatformRecord } from '../platform/index.ts';
import type { Link, MirrorRow, WriteRequest } from '../ports/index.ts';
import type { ConnectionWork, ObjectWork } from './connection-work.ts';
import { objectsOf } from './connection-work.ts';

/** One platform record on its way into the CRM. */
export interface WriteTarget {
  readonly request: WriteRequest;
  readonly record: PlatformRecord;
  readonly keys: readonly MatchKey[];
  /** The CRM record it was last written to or read from; `null` when there is none. */
  readonly link: Link | null;
  /** The CRM record of the person's company; `null` when it has none there. */
  readonly companyLink: Link | null;
  /** Live CRM records that answer one of the keys, or that the link leads to. */
  readonly candidates: readonly MirrorRow[];
}

/** The CRM object that records of one kind are written to; `null` when the CRM has none. */
export const targetObject = (work: ConnectionWork, object: PlatformObject): ObjectWork | null =>
  objectsOf(work.connector, work.connection).find(
    (one) => one.remote.represents === object && one.remote.write !== undefined,
  ) ?? null;
