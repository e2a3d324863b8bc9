import {
  type Change,
  type Draft,
  type FieldDescription,
  type Fields,
  type RemoteObject,
  type RemoteRecord,
  type Represents,
  toCursor,
  type WriteResult,
} from '@concord/core/contract';
import { type CrmState, integrationUser, uniqueKeyField } from '@concord/testkit/memory-crm';

/** A field of the wide CRM: text that our user may set, unless more is said. */
const field = (name: string, more: Partial<FieldDescription> = {}): FieldDescription => ({
  name,
  label: name,
  type: 'text',
  remoteType: 'string',
  custom: name.endsWith('__c'),
  creatable: true,
  updatable: true,
  required: false,
  unique: name === uniqueKeyField,
  maxLength: 255,
  choices: null,
  restricted: false,
  mapInstead: null,
  ...more,
});

interface WideObject extends Partial<RemoteObject> {
  readonly represents: Represents;
  readonly fields: readonly FieldDescription[];
}

/** The record with the fields asked for, blank ones as null. */
const pick = (record: RemoteRecord, fields: readonly string[]): RemoteRecord => ({
  ...record,
  fields: Object.fromEntries(fields.map((name) => [name, record.fields[name] ?? null])),
});

const createReader = (state: CrmState, name: string): NonNullable<RemoteObject['read']> => ({
  pageMax: 50,
  settleMs: 0,
  page: async (_, { fields, after }) => {
    const changed = state.all(name).filter((one) => Number(one.revision) > Number(after ?? 0));
    const cursor = toCursor(changed.at(-1)?.revision ?? after ?? '0');
    return { records: changed.map((one) => pick(one, fields)), cursor, more: false };
  },
});

const matchField = { email: 'Email', 'message-id': 'MessageId', 'unique-key': uniqueKeyField };

const toFields = ({ fields, links = [] }: Draft): Fields => ({
  ...fields,
  ...Object.fromEntries(links.map(({ role, id }) => [`${role}Id`, id])),
});

/** Nobody edits beside us here, so that no update needs to be refused. */
const updateAll =
  (state: CrmState) =>
  async (_: unknown, changes: readonly Change[]): Promise<WriteResult[]> =>
    changes.map(({ id, fields }) => {
      state.edit(integrationUser, id, fields);
      return { ok: true, id };
    });

const createWriter = (state: CrmState, name: string): NonNullable<RemoteObject['write']> => ({
  matchKeys: ['unique-key', name === 'Email' ? 'message-id' : 'email'],
  uniqueKeyField,
  matchMax: 100,
  matchLagMs: 0,
  tieBreaks: { default: [{ prefer: 'latest', of: 'modifiedAt' }] },
  match: async (_, { keys, fields }) =>
    keys.map(({ kind, value }) => {
      const by = matchField[kind === 'domain' ? 'unique-key' : kind];
      const found = state.all(name).filter((one) => !one.removed && one.fields[by] === value);
      return found.map((one) => pick(one, fields));
    }),
  get: async (_, { ids, fields }) =>
    ids.map((id) => {
      const record = state.get(id);
      return record === null ? null : pick(record, fields);
    }),
  create: {
    batchMax: 20,
    call: async (_, drafts) =>
      drafts.map((draft) => ({
        ok: true,
        id: state.insert(integrationUser, name, toFields(draft)),
      })),
  },
  update: { batchMax: 20, call: updateAll(state) },
  remove: {
    batchMax: 20,
    call: async (_, ids) =>
      ids.map((id) => {
        state.remove(integrationUser, id);
        return { ok: true, id };
      }),
  },
  guard: { kind: 'atomic', batchMax: 5, call: updateAll(state) },
});

const key = field(uniqueKeyField);

const lead: WideObject = {
  represents: 'person',
  keyFields: { email: ['Email'] },
  companyText: { name: 'Company', domain: 'Website' },
  defaultMapping: { email: 'Email', lastName: 'LastName', metadata: uniqueKeyField },
  fields: ['Email', 'LastName', 'Company', 'Website'].map((name) => field(name)).concat(key),
};

const email: WideObject = {
  represents: 'email',
  keyFields: { 'message-id': ['MessageId'] },
  activities: {
    email: ({ messageId, subject }) => ({ MessageId: messageId, Subject: subject }),
  },
  defaultMapping: { isBounced: 'Bounced__c' },
  fields: [field('MessageId'), field('Subject'), field('Bounced__c', { type: 'boolean' }), key],
};

const task: WideObject = {
  represents: 'task',
  activities: { task: ({ subject, isDone }) => ({ Subject: subject, Done: isDone }) },
  alwaysRead: ['Subject', 'Done'],
  fields: [field('Subject'), field('Done', { type: 'boolean' }), key],
};

const deal: WideObject = {
  represents: 'opportunity',
  company: { field: 'CompanyId', object: 'Company' },
  defaultMapping: {
    name: 'Name',
    stage: 'Stage',
    amount: 'Amount',
    currency: 'Currency',
    closeDate: 'CloseDate',
    isClosed: 'IsClosed',
    isWon: 'IsWon',
  },
  fields: [
    ...['Name', 'Stage', 'Currency'].map((name) => field(name)),
    field('Amount', { type: 'number' }),
    field('CloseDate', { type: 'date' }),
    field('IsClosed', { type: 'boolean' }),
    field('IsWon', { type: 'boolean' }),
    field('CompanyId', { type: 'reference' }),
  ],
};

const role: WideObject = {
  represents: 'relation',
  relates: {
    from: { field: 'DealId', object: 'Deal' },
    to: { field: 'PersonId', object: 'Person' },
  },
  fields: ['DealId', 'PersonId'].map((name) => field(name, { type: 'reference' })),
};

const written = new Set<Represents>(['person', 'email', 'task']);

const toRemote = (state: CrmState, name: string, { fields, ...more }: WideObject): RemoteObject => {
  const isWritten = written.has(more.represents);
  return {
    keyFields: {},
    company: null,
    defaultMapping: {},
    units: [],
    describe: async () => ({
      allows: { read: true, create: isWritten, update: isWritten, remove: isWritten },
      fields,
    }),
    ...(more.represents !== 'email' && { read: createReader(state, name) }),
    ...(isWritten && { write: createWriter(state, name) }),
    ...more,
  };
};

/** What the wide CRM has beside companies and people: leads, emails, tasks, deals and their roles. */
export const createWideObjects = (state: CrmState): Readonly<Record<string, RemoteObject>> =>
  Object.fromEntries(
    Object.entries({ Lead: lead, Email: email, Task: task, Deal: deal, Role: role }).map(
      ([name, object]) => [name, toRemote(state, name, object)],
    ),
  );
