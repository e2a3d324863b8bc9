import { createSyncError, isSyncError } from '@concord/core/contract';
import type {
  Connector,
  Context,
  OAuth2,
  Read,
  RemoteObject,
  SyncError,
  Write,
} from '@concord/core/contract';
import type { AuditId } from '@concord/testkit/conformance';

/** A connector that is broken in one way, and the audit that must notice. */
export interface Mutant {
  readonly audit: AuditId;
  /** What it does wrong: `takes the answer by position`. */
  readonly fault: string;
  /** The object that it is audited with. */
  readonly object: 'owners' | 'companies' | 'contacts' | 'deals' | 'tasks' | 'emails';
  readonly mutate: (connector: Connector) => Connector;
  /** The module to import instead of the connector's own. */
  readonly entry?: URL;
}

type Mutate = Mutant['mutate'];

/** Changes every object. */
export const changeObjects =
  (change: (object: RemoteObject) => RemoteObject): Mutate =>
  (connector) => ({
    ...connector,
    objects: Object.fromEntries(
      Object.entries(connector.objects).map(([name, object]) => [name, change(object)]),
    ),
  });

/** Changes how every object is read. */
export const changeRead = (change: (read: Read, object: RemoteObject) => Partial<Read>): Mutate =>
  changeObjects((object) =>
    object.read ? { ...object, read: { ...object.read, ...change(object.read, object) } } : object,
  );

/** Changes how every object is written. */
export const changeWrite = (change: (write: Write) => Partial<Write>): Mutate =>
  changeObjects((object) =>
    object.write ? { ...object, write: { ...object.write, ...change(object.write) } } : object,
  );

type Renew = OAuth2['renew'];

/** Changes how grants are traded. */
export const changeRenew =
  (change: (renew: Renew) => Renew): Mutate =>
  (connector) => ({
    ...connector,
    auth: { ...connector.auth, renew: change(connector.auth.renew) },
  });

/** Trades grants and tells every failure as another. */
export const renewTelling = (as: Pick<SyncError, 'code' | 'retry'>): Mutate =>
  changeRenew(
    (renew) => (fetch, grant) =>
      renew(fetch, grant).catch((error: unknown) => {
        if (!isSyncError(error)) throw error;
        throw createSyncError(error.message, { ...error, ...as });
      }),
  );

/** Changes what every call gets to work with. */
export const changeContext = (change: (context: Context) => Context): Mutate =>
  changeObjects((object) => ({
    ...object,
    describe: (context) => object.describe(change(context)),
    ...(object.read && { read: readWith(object.read, change) }),
    ...(object.write && { write: writeWith(object.write, change) }),
  }));

const readWith = (read: Read, change: (context: Context) => Context): Read => ({
  ...read,
  page: (context, request) => read.page(change(context), request),
});

const writeWith = (write: Write, change: (context: Context) => Context): Write => {
  const { create, update, guard } = write;
  return {
    ...write,
    match: (context, request) => write.match(change(context), request),
    get: (context, request) => write.get(change(context), request),
    create: { ...create, call: (context, drafts) => create.call(change(context), drafts) },
    ...(update && {
      update: { ...update, call: (context, changes) => update.call(change(context), changes) },
    }),
    guard:
      guard.kind === 'atomic'
        ? { ...guard, call: (context, changes) => guard.call(change(context), changes) }
        : guard,
  };
};
