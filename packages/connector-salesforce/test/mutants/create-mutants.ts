import type { Context, Draft, MatchKey, RemoteId, Write } from '@concord/core/contract';
import { changeCreate, changeErrors } from './change-writes.ts';
import { changeContext, type Mutant } from './mutant.ts';

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

/** Creating that doubles, overwrites or gives up. */
export const createMutants: readonly Mutant[] = [
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
];
