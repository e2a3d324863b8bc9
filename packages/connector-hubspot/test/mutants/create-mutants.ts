import type { Context, Draft, MatchKey, RemoteId, Write } from '@concord/core/contract';
import { changeCreate, changeErrors } from './change-writes.ts';
import type { Mutant } from './mutant.ts';

const findByKey = async (
  write: Write,
  context: Context,
  draft: Draft,
): Promise<RemoteId | null> => {
  const value = String(draft.fields[write.uniqueKeyField]);
  const keys: MatchKey[] = [{ kind: 'unique-key', value }];
  const keyFields = {
    email: [],
    domain: [],
    'unique-key': [write.uniqueKeyField],
    'message-id': [],
  };
  const [found] = await write.match(context, { keys, fields: [], keyFields });
  return found?.[0]?.id ?? null;
};

const without = (draft: Draft, field: string): Draft => ({
  fields: Object.fromEntries(Object.entries(draft.fields).filter(([name]) => name !== field)),
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

/** Creating that doubles, overwrites or gives up. */
export const createMutants: readonly Mutant[] = [
  {
    audit: 'WRT-01',
    fault: 'adds a field of its own',
    object: 'contacts',
    mutate: changeCreate(
      (call) => (context, drafts) =>
        call(
          context,
          drafts.map(({ fields }) => ({ fields: { ...fields, salutation: 'Dr' } })),
        ),
    ),
  },
  {
    audit: 'WRT-02',
    fault: 'creates by upsert',
    object: 'contacts',
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
    object: 'companies',
    mutate: searchThenCreate,
  },
  {
    audit: 'WRT-04',
    fault: 'takes a lost answer for a failure',
    object: 'contacts',
    mutate: changeErrors((details) => ({ ...details, effect: 'none' })),
  },
  {
    audit: 'WRT-05',
    fault: 'gives up when a request is lost',
    object: 'contacts',
    mutate: changeErrors((details) => ({ ...details, retry: 'never' })),
  },
  {
    audit: 'WRT-06',
    fault: 'searches, then creates without the unique key',
    object: 'companies',
    mutate: searchThenCreate,
  },
  {
    audit: 'WRT-07',
    fault: 'does not say which contact has the address',
    object: 'contacts',
    mutate: changeErrors((details) => ({ ...details, existing: [] })),
  },
];
