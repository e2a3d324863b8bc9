import type { Connector, MatchKey, RemoteObject } from '../contract/index.ts';
import type { ConnectionSettings, PlatformObject, PlatformRecord } from '../platform/index.ts';
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

const companyObject = ({ objects }: Connector) =>
  Object.entries(objects).find(
    ([, one]) => one.represents === 'company' && one.write !== undefined,
  )?.[0];

/** The CRM object that records of one kind are written to; `null` when the account has none. */
export function targetObject(work: ConnectionWork, kind: PlatformObject): ObjectWork | null {
  const { connector, connection } = work;
  const name =
    kind === 'company'
      ? companyObject(connector)
      : personObject(connector, connection.settings.createAs);
  return objectsOf(connector, connection).find((object) => object.name === name) ?? null;
}
