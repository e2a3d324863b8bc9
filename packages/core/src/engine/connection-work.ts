import type {
  Connector,
  Context,
  ObjectDescription,
  Quota,
  RemoteObject,
} from '../contract/index.ts';
import type { Connection, FieldMapping } from '../platform/index.ts';
import type { Lease, Run } from '../ports/index.ts';
import type { EngineParts } from './engine.ts';
import type { Tally } from './tally.ts';

/** What decisions about writes are made with; without a lease, so nothing can be stored or called. */
export interface PlanningWork {
  readonly parts: EngineParts;
  readonly connection: Connection;
  readonly connector: Connector;
  readonly mappings: readonly FieldMapping[];
  readonly context: Context;
  /** Whether the mirror is kept fresh; where it is not, the CRM is asked about every record. */
  readonly trustsMirror: boolean;
}

/** All that a read or a write of one connection works with while it holds the lease. */
export interface ConnectionWork extends PlanningWork {
  readonly apiCalls: () => number;
  readonly quota: () => Quota | null;
  readonly lease: Lease;
  readonly signal: AbortSignal;
  readonly run: Run;
  readonly tally: Tally;
}

/** One object of the connection, as its work needs it. */
export interface ObjectWork {
  readonly name: string;
  readonly remote: RemoteObject;
  readonly description: ObjectDescription;
}

/**
 * The order of reading: what may have become another record comes before that one, so that a
 * converted lead's person is known when its contact is read (R-PERSON-8).
 */
export const readingOrder = (objects: readonly ObjectWork[]): ObjectWork[] => {
  const place = ({ remote }: ObjectWork) =>
    objects.findIndex((one) => one.remote.represents === remote.represents);
  const isLead = ({ remote }: ObjectWork) => (remote.companyText === undefined ? 1 : 0);
  return objects.toSorted((a, b) => place(a) - place(b) || isLead(a) - isLead(b));
};

/** The objects of a connection that have been described, parents before dependents. */
export const objectsOf = (connector: Connector, connection: Connection): ObjectWork[] =>
  Object.entries(connector.objects).flatMap(([name, remote]) => {
    const description = connection.schema[name];
    return description === undefined ? [] : [{ name, remote, description }];
  });
