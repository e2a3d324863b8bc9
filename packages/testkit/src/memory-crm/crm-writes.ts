import type {
  Change,
  Draft,
  Fields,
  FieldValue,
  Guard,
  GuardedChange,
  LostCreate,
  MatchKey,
  MatchRequest,
  RemoteId,
  RemoteRecord,
  Write,
  WriteResult,
} from '@concord/core/contract';
import { normaliseDomain, normaliseEmail } from '@concord/core/policy';
import { refusal } from './crm-calls.ts';
import { compensatingGuard } from './crm-history.ts';
import { integrationUser, uniqueKeyField } from './crm-objects.ts';
import { callOn, liveIn, pick } from './crm-table.ts';
import type { CrmTable } from './crm-table.ts';

function answers(record: RemoteRecord, key: MatchKey, request: MatchRequest): boolean {
  return request.keyFields[key.kind].some((name) => {
    const value = record.fields[name] ?? null;
    if (key.kind === 'email') return normaliseEmail(value) === key.value;
    return key.kind === 'domain' ? normaliseDomain(value) === key.value : value === key.value;
  });
}

/** The lookups of what a draft hangs on; a lead's task names no company. */
function lookupsOf({ links = [] }: Draft, { name }: CrmTable): Fields {
  const idOf = (role: string) => links.find((link) => link.role === role);
  const [person, company, owner] = [idOf('person'), idOf('company'), idOf('owner')];
  return {
    ...(person && { PersonId: person.id }),
    ...(name === 'Task' && person?.object === 'Person' && company && { CompanyId: company.id }),
    ...(owner && { OwnerId: owner.id }),
  };
}

const withDefaults = (fields: Fields, { name }: CrmTable): Fields =>
  name === 'Task' ? { Status: 'Open', ...fields } : fields;

/** Whether a live record has the key, also one that we may not see. */
const isTaken = ({ name, state }: CrmTable, key: FieldValue): boolean =>
  state
    .all(name)
    .filter(({ removed, continuesAs }) => !removed && continuesAs === undefined)
    .some(({ fields }) => fields[uniqueKeyField] === key);

function create(table: CrmTable, draft: Draft): WriteResult {
  const key = draft.fields[uniqueKeyField] ?? null;
  if (key !== null && isTaken(table, key)) return refusal('duplicate');
  const fields = withDefaults({ ...draft.fields, ...lookupsOf(draft, table) }, table);
  return { ok: true, id: table.state.insert(integrationUser, table.name, fields) };
}

/** An empty value is left out (R-OVERWRITE-5). */
const filledOf = (fields: Fields): Fields =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== null && value !== ''));

function update(table: CrmTable, change: Change & Partial<GuardedChange>): WriteResult {
  const current = liveIn(table).find(({ id }) => id === change.id);
  if (current === undefined) return refusal('not-found');
  if (change.revision !== undefined && change.revision !== current.revision) {
    return refusal('conflict');
  }
  table.state.edit(integrationUser, change.id, {
    ...filledOf(change.fields),
    ...Object.fromEntries((change.clears ?? []).map((name) => [name, null] as const)),
  });
  return { ok: true, id: change.id };
}

function remove(table: CrmTable, id: RemoteId): WriteResult {
  if (liveIn(table).some((one) => one.id === id)) table.state.remove(integrationUser, id);
  return { ok: true, id };
}

const hangingObjects = ['Person', 'Opportunity', 'Role', 'Task', 'Email'] as const;

/** Whether anybody else changed the record, a live one of any object names it, or it is not seen. */
function isTouched(table: CrmTable, id: RemoteId, userId: string): boolean {
  const { state } = table;
  if (!liveIn(table).some((one) => one.id === id)) return true;
  const byOthers = state.history.some((change) => change.id === id && change.user !== userId);
  return (
    byOthers ||
    hangingObjects
      .flatMap((name) => state.all(name))
      .some(({ removed, fields }) => !removed && Object.values(fields).includes(id))
  );
}

/** Live records of ours that held all that a draft says when they were made, whatever became of it. */
function findCreated(table: CrmTable, { draft, userId }: LostCreate): RemoteRecord[] {
  const said = Object.entries({ ...draft.fields, ...lookupsOf(draft, table) });
  const made = table.state.history.filter(
    ({ kind, user }) => kind === 'created' && user === userId,
  );
  const first = new Map(made.map(({ id, field, after }) => [`${id} ${field}`, after]));
  const ours = new Set(made.map(({ id }) => id));
  return liveIn(table)
    .filter(({ id }) => ours.has(id))
    .filter(({ id }) =>
      said.every(([name, value]) => (first.get(`${id} ${name}`) ?? null) === value),
    );
}

const matchAll = (table: CrmTable, request: MatchRequest): RemoteRecord[][] =>
  request.keys.map((key) =>
    liveIn(table)
      .filter((record) => answers(record, key, request))
      .map((record) => pick(record, request.fields)),
  );

function getAll(
  { state, unseen }: CrmTable,
  { ids, fields }: { readonly ids: readonly RemoteId[]; readonly fields: readonly string[] },
): (RemoteRecord | null)[] {
  return ids.map((id) => {
    const record = unseen.has(id) ? null : state.get(id);
    return record === null ? null : pick(record, fields);
  });
}

/** How updates are kept from replacing what a person typed. */
function guardOf(table: CrmTable, kind: Guard['kind']): Guard {
  if (kind === 'none') return { kind };
  if (kind === 'compensating') return compensatingGuard(table);
  return {
    kind,
    batchMax: 5,
    call: (context, changes) =>
      table.carry(context, callOn(table, 'guarded'), () =>
        changes.map((one) => update(table, one)),
      ),
  };
}

const capabilitiesOf = (table: CrmTable, { guard, removes, findsCreated }: Capabilities) => {
  const { carry } = table;
  return {
    guard: guardOf(table, guard),
    ...(removes && {
      remove: {
        batchMax: 20,
        call: (context, ids) =>
          carry(context, callOn(table, 'remove'), () => ids.map((id) => remove(table, id))),
      },
      touched: (context, { ids, userId }) =>
        carry(context, callOn(table, 'get'), () => ids.map((id) => isTouched(table, id, userId))),
    }),
    ...(findsCreated && {
      findCreated: (context, lost) =>
        carry(context, callOn(table, 'find-created'), () => findCreated(table, lost)),
    }),
  } satisfies Partial<Write>;
};

type Capabilities = NonNullable<CrmTable['shape']['writes']>;

/** How the records of an object are found and changed; `undefined` for one that is only read. */
export function writeOf(table: CrmTable): Write | undefined {
  const { carry } = table;
  const { writes } = table.shape;
  if (writes === null) return undefined;
  return {
    matchKeys: writes.matchKeys,
    uniqueKeyField,
    matchMax: 100,
    matchLagMs: writes.matchLagMs,
    tieBreaks: { default: [{ prefer: 'latest', of: 'modifiedAt' }] },
    match: (context, request) =>
      carry(context, callOn(table, 'match'), () => matchAll(table, request)),
    get: (context, request) => carry(context, callOn(table, 'get'), () => getAll(table, request)),
    create: {
      batchMax: 20,
      call: (context, drafts) =>
        carry(context, callOn(table, 'create'), () => drafts.map((draft) => create(table, draft))),
    },
    update: {
      batchMax: 20,
      call: (context, changes) =>
        carry(context, callOn(table, 'update'), () => changes.map((one) => update(table, one))),
    },
    ...capabilitiesOf(table, writes),
  };
}
