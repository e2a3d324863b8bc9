import type { Connector, DraftLink, MatchKey, RemoteObject } from '../contract/index.ts';
import type { ConnectionSettings, PlatformRecord } from '../platform/index.ts';
import type { Link, MirrorRow, WriteRequest } from '../ports/index.ts';
import type { PlanningWork, ObjectWork } from './connection-work.ts';
import { objectsOf } from './connection-work.ts';

/** One platform record on its way into the CRM. */
export interface WriteTarget {
  readonly request: WriteRequest;
  readonly record: PlatformRecord;
  readonly keys: readonly MatchKey[];
  /** The CRM record it was last written to or read from; `null` when there is none. */
  readonly link: Link | null;
  /** The person's company; `null` for other records and for a person without one. */
  readonly company: PlatformRecord | null;
  /** The CRM record of the person's company; `null` when it has none there. */
  readonly companyLink: Link | null;
  /** What an email or a task is to hang on; empty for other records. */
  readonly hangsOn: readonly DraftLink[];
  /** Live CRM records that answer one of the keys, or that the link leads to. */
  readonly candidates: readonly MirrorRow[];
}

/** A person object with a company of its own is a contact; one without is a lead. */
const isFor = (object: RemoteObject, createAs: ConnectionSettings['createAs']) =>
  (object.company !== null) === (createAs === 'contactsAndAccounts');

/** The name of the object that new people become (R-PERSON-3); `null` when the CRM has none. */
export const personObject = (
  connector: Connector,
  createAs: ConnectionSettings['createAs'],
): string | null =>
  Object.entries(connector.objects).find(
    ([, one]) => one.represents === 'person' && one.write !== undefined && isFor(one, createAs),
  )?.[0] ?? null;

/** The object by its CRM name; `null` when the account has none. */
export const objectNamed = (work: PlanningWork, name: string | null): ObjectWork | null =>
  objectsOf(work.connector, work.connection).find((object) => object.name === name) ?? null;

/** The first object that holds records of a kind and can be written; `null` when there is none. */
export const writableObject = (
  work: PlanningWork,
  represents: RemoteObject['represents'],
): ObjectWork | null =>
  objectsOf(work.connector, work.connection).find(
    ({ remote }) => remote.represents === represents && remote.write !== undefined,
  ) ?? null;
