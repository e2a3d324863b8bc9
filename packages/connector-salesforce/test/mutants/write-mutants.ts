import {
  createSyncError,
  isSyncError,
  type Context,
  type Create,
  type Draft,
  type MatchKey,
  type RemoteId,
  type SyncErrorDetails,
  type Write,
  type WriteResult,
} from '@concord/core/contract';
import { changeContext, changeWrite, type Mutant } from './mutant.ts';

type CreateCall = Create['call'];

const changeCreate = (change: (call: CreateCall, write: Write) => CreateCall): Mutant['mutate'] =>
  changeWrite((write) => ({
    create: { ...write.create, call: change(write.create.call, write) },
  }));

/** Changes the errors of creates, thrown or answered. */
const changeErrors = (change: (details: SyncErrorDetails) => SyncErrorDetails): Mutant['mutate'] =>
  changeWrite((write) => {
    const changed = (error: unknown): unknown =>
      isSyncError(error) ? createSyncError(error.message, change({ ...error })) : error;
    const settle = async (work: Promise<WriteResult[]>): Promise<WriteResult[]> => {
      const results = await work.catch((error: unknown) => Promise.reject(changed(error) as Error));
      return results.map((result) =>
        result.ok ? result : { ok: false, error: changed(result.error) as typeof result.error },
      );
    };
    const { create, update } = write;
    return {
      create: { ...create, call: (context, drafts) => settle(create.call(context, drafts)) },
      ...(update && {
        update: { ...update, call: (context, changes) => settle(update.call(context, changes)) },
      }),
    };
  });

const findByKey = async (
  write: Write,
  context: Context,
  draft: Draft,
): Promise<RemoteId | null> => {
  const value = String(draft.fields[write.uniqueKeyField]);
  const keys: MatchKey[] = [{ kind: 'unique-key', value }];
  const keyFields = { email: [], domain: [], 'unique-key': [write.uniqueKeyField] };
  const [found] = await write.match(context, { keys, fields: [], keyFields });
  return found?.[0]?.id ?? null;
};

const without = (draft: Draft, field: string): Draft => ({
  fields: Object.fromEntries(Object.entries(draft.fields).filter(([name]) => name !== field)),
});

/** Sends a refused mutation once more, as vendors' clients do. */
const sendAgain =
  (status: (code: number) => boolean) =>
  (context: Context): Context => ({
    ...context,
    fetch: async (path, init) => {
      const response = await context.fetch(path, init);
      return status(response.status) ? context.fetch(path, init) : response;
    },
  });

const withHeader =
  (name: string, value: string) =>
  (context: Context): Context => ({
    ...context,
    fetch: (path, init) => {
      const headers = new Headers(init?.headers);
      headers.set(name, value);
      return context.fetch(path, { ...init, headers });
    },
  });

/** Asks first and trusts the answer: nothing in the CRM keeps a second record out. */
const searchThenCreate = changeCreate((call, write) => async (context, drafts) => {
  const [draft] = drafts;
  const id = draft ? await findByKey(write, context, draft) : null;
  if (id !== null) return [{ ok: true, id }];
  return call(
    context,
    drafts.map((one) => without(one, write.uniqueKeyField)),
  );
});

/** Writing that doubles, overwrites or misreports. */
export const writeMutants: readonly Mutant[] = [
  {
    audit: 'WRT-01',
    fault: 'adds a field of its own',
    object: 'Contact',
    mutate: changeCreate(
      (call) => (context, drafts) =>
        call(
          context,
          drafts.map(({ fields }) => ({ fields: { ...fields, LeadSource: 'Web' } })),
        ),
    ),
  },
  {
    audit: 'WRT-02',
    fault: 'creates by upsert',
    object: 'Contact',
    mutate: changeCreate((call, write) => async (context, drafts) => {
      const [draft] = drafts;
      const id = draft ? await findByKey(write, context, draft) : null;
      if (!draft || id === null || !write.update) return call(context, drafts);
      return write.update.call(context, [{ id, fields: draft.fields }]);
    }),
  },
  {
    audit: 'WRT-03',
    fault: 'searches, then creates without the unique key',
    object: 'Contact',
    mutate: searchThenCreate,
  },
  {
    audit: 'WRT-04',
    fault: 'takes a lost answer for a failure',
    object: 'Contact',
    mutate: changeErrors((details) => ({ ...details, effect: 'none' })),
  },
  {
    audit: 'WRT-05',
    fault: 'gives up when a request is lost',
    object: 'Contact',
    mutate: changeErrors((details) => ({ ...details, retry: 'never' })),
  },
  {
    audit: 'WRT-06',
    fault: 'searches, then creates without the unique key',
    object: 'Contact',
    mutate: searchThenCreate,
  },
  {
    audit: 'WRT-07',
    fault: 'passes over duplicate rules',
    object: 'Contact',
    mutate: changeContext(withHeader('Sforce-Duplicate-Rule-Header', 'allowSave=true')),
  },
  {
    audit: 'WRT-08',
    fault: 'writes a second field along with the first',
    object: 'Contact',
    mutate: changeWrite(({ update }) => ({
      ...(update && {
        update: {
          ...update,
          call: (context, changes) =>
            update.call(
              context,
              changes.map(({ id, fields }) => ({ id, fields: { ...fields, Department: 'Sales' } })),
            ),
        },
      }),
    })),
  },
  {
    audit: 'WRT-11',
    fault: 'always has a revision',
    object: 'Contact',
    mutate: changeWrite((write) => ({
      get: async (context, request) =>
        (await write.get(context, request)).map(
          (record) => record && { ...record, revision: record.modifiedAt },
        ),
    })),
  },
  {
    audit: 'WRT-11',
    fault: 'updates without the guard',
    object: 'Account',
    mutate: changeWrite(({ guard, update }) => ({
      guard:
        guard.kind === 'none' || !update
          ? guard
          : {
              ...guard,
              call: (context, changes) =>
                update.call(
                  context,
                  changes.map(({ id, fields }) => ({ id, fields })),
                ),
            },
    })),
  },
  {
    audit: 'WRT-13',
    fault: 'asks the CRM to create nothing',
    object: 'Contact',
    mutate: changeCreate((call) => async (context, drafts) => {
      if (drafts.length === 0) await context.fetch('/services/data');
      return call(context, drafts);
    }),
  },
  {
    audit: 'WRT-14',
    fault: 'gives results in another order',
    object: 'Contact',
    mutate: changeCreate(
      (call) => async (context, drafts) => (await call(context, drafts)).toReversed(),
    ),
  },
  {
    audit: 'WRT-15',
    fault: 'sends a batch in halves',
    object: 'Contact',
    mutate: changeCreate((call) => async (context, drafts) => {
      const half = Math.ceil(drafts.length / 2);
      const first = await call(context, drafts.slice(0, half));
      return drafts.length > 1 ? [...first, ...(await call(context, drafts.slice(half)))] : first;
    }),
  },
  {
    audit: 'WRT-16',
    fault: 'does not say which field was refused',
    object: 'Contact',
    mutate: changeErrors((details) => {
      const { code, retry, effect, remote } = details;
      return { code, retry, effect, ...(remote && { remote }) };
    }),
  },
  {
    audit: 'WRT-17',
    fault: 'takes a lock for a refused value',
    object: 'Contact',
    mutate: changeErrors((details) =>
      details.code === 'conflict' ? { ...details, code: 'invalid', retry: 'never' } : details,
    ),
  },
  {
    audit: 'WRT-18',
    fault: 'says updated of a record that is gone',
    object: 'Contact',
    mutate: changeWrite(({ update }) => ({
      ...(update && {
        update: {
          ...update,
          call: async (context, changes) => {
            await update.call(context, changes);
            return changes.map(({ id }) => ({ ok: true, id }));
          },
        },
      }),
    })),
  },
  {
    audit: 'WRT-20',
    fault: 'sends a failed write again by itself',
    object: 'Contact',
    mutate: changeContext(sendAgain((status) => status >= 500)),
  },
  {
    audit: 'ERR-01',
    fault: 'calls every failure unexpected',
    object: 'Contact',
    mutate: changeErrors((details) => ({ ...details, code: 'unexpected' })),
  },
  {
    audit: 'ERR-02',
    fault: 'quotes the draft in its message',
    object: 'Contact',
    mutate: changeCreate((call) => async (context, drafts) => {
      try {
        return await call(context, drafts);
      } catch (error) {
        if (!isSyncError(error)) throw error;
        throw createSyncError(`create ${JSON.stringify(drafts)}: ${error.message}`, { ...error });
      }
    }),
  },
  {
    audit: 'AUTH-01',
    fault: 'forgets the refresh token that replaced the old one',
    object: 'Contact',
    mutate: (connector) => ({
      ...connector,
      auth: {
        ...connector.auth,
        renew: async (fetch, grant) => ({
          ...(await connector.auth.renew(fetch, grant)),
          refreshToken: null,
        }),
      },
    }),
  },
  {
    audit: 'AUTH-03',
    fault: 'hopes that a revoked credential comes back',
    object: 'Contact',
    mutate: (connector) => ({
      ...connector,
      auth: {
        ...connector.auth,
        renew: (fetch, grant) =>
          connector.auth.renew(fetch, grant).catch((error: unknown) => {
            if (!isSyncError(error)) throw error;
            throw createSyncError(error.message, { ...error, code: 'unavailable', retry: 'later' });
          }),
      },
    }),
  },
  {
    audit: 'LIM-01',
    fault: 'asks again when told to slow down',
    object: 'Contact',
    mutate: changeContext(sendAgain((status) => status === 403)),
  },
  {
    audit: 'CAN-01',
    fault: 'swallows an abort',
    object: 'Contact',
    mutate: changeCreate((call) => async (context, drafts) => {
      try {
        return await call(context, drafts);
      } catch (error) {
        if (isSyncError(error) && error.code === 'cancelled') return [];
        throw error;
      }
    }),
  },
  {
    audit: 'CAN-01',
    fault: 'takes a cancelled write for one without effect',
    object: 'Contact',
    mutate: changeErrors((details) =>
      details.code === 'cancelled' ? { ...details, effect: 'none' } : details,
    ),
  },
];
