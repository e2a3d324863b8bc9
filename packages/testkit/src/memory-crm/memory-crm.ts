import type {
  Connector,
  Fields,
  MatchKey,
  MatchRequest,
  Quota,
  ReadRequest,
  RemoteId,
  RemoteObject,
  RemoteRecord,
  SyncErrorCode,
  WriteResult,
} from '@concord/core/contract';
import { createSyncError, toCursor } from '@concord/core/contract';
import type { Access } from '@concord/core/ports';
import { normaliseDomain, normaliseEmail } from '@concord/core/policy';
import {
  addressUnit,
  companyMapping,
  describeCrmObject,
  integrationUser,
  personMapping,
  uniqueKeyField,
} from './crm-objects.ts';
import type { CrmState } from './crm-state.ts';
import { createCrmState } from './crm-state.ts';

/** A call that the connector is about to make. */
export interface CrmCall {
  readonly operation: 'describe' | 'read' | 'match' | 'get' | 'create' | 'update' | 'guarded';
  readonly object: string;
}

/**
 * What becomes of a call: carried out, refused before, lost before it arrives, carried out with its
 * answer lost, or given up by us and carried out when `deliver` lets it arrive.
 */
export type CrmFate = 'done' | 'refused' | 'lost-before' | 'lost-after' | 'late';

/** A CRM in memory with a connector for it: atomic updates, a unique key, a complete history. */
export interface MemoryCrm {
  readonly connector: Connector;
  readonly access: Access;
  readonly state: CrmState;
  readonly calls: readonly CrmCall[];
  /** Decides what becomes of each call; replaced by tests. */
  fate: (call: CrmCall) => CrmFate;
  /** Runs right before a call takes effect, as another user's edit in that moment. */
  interleave: (call: CrmCall) => void;
  /** What the CRM tells of its daily allocation; replaced by tests. */
  quota: Quota | null;
  /** Carries out the calls that were to arrive late. */
  readonly deliver: () => void;
  /** `Object.Field` names that the integration user may not see. */
  readonly hidden: Set<string>;
}

const pageMax = 50;

const fail = (code: SyncErrorCode, effect: 'none' | 'unknown') =>
  createSyncError(`the memory CRM answered ${code}`, {
    code,
    retry: code === 'unavailable' || code === 'conflict' ? 'later' : 'never',
    effect,
  });

const refusal = (code: SyncErrorCode): WriteResult => ({ ok: false, error: fail(code, 'none') });

const pick = (record: RemoteRecord, fields: readonly string[]): RemoteRecord => ({
  ...record,
  fields: Object.fromEntries(fields.map((name) => [name, record.fields[name] ?? null])),
});

function answers(record: RemoteRecord, key: MatchKey, request: MatchRequest): boolean {
  return request.keyFields[key.kind].some((name) => {
    const value = record.fields[name] ?? null;
    if (key.kind === 'email') return normaliseEmail(value) === key.value;
    return key.kind === 'domain' ? normaliseDomain(value) === key.value : value === key.value;
  });
}

/** Carries a call out or loses it, as the CRM's fate has it. */
type Carry = <T>(call: CrmCall, act: () => T) => Promise<T>;

const createCarry =
  (
    crm: Pick<MemoryCrm, 'fate' | 'interleave'>,
    to: { calls: CrmCall[]; late: Set<() => void> },
  ): Carry =>
  async (call, act) => {
    to.calls.push(call);
    const fate = crm.fate(call);
    const writes = ['create', 'update', 'guarded'].includes(call.operation);
    if (fate === 'refused') throw fail('unavailable', 'none');
    if (fate === 'lost-before') throw fail('unavailable', writes ? 'unknown' : 'none');
    if (fate === 'late') {
      to.late.add(act);
      throw fail('unavailable', 'unknown');
    }
    crm.interleave(call);
    const result = act();
    if (fate === 'lost-after') throw fail('unavailable', writes ? 'unknown' : 'none');
    return result;
  };

interface Parts {
  readonly name: 'Company' | 'Person';
  readonly state: CrmState;
  readonly carry: Carry;
  readonly hidden: ReadonlySet<string>;
}

const readPage = ({ name, state }: Parts, { fields, after }: ReadRequest) => {
  const from = after === null ? 0 : Number(after);
  const changed = state.all(name).filter((record) => Number(record.revision) > from);
  const records = changed.slice(0, pageMax).map((record) => pick(record, fields));
  const cursor = toCursor(records.at(-1)?.revision ?? String(from));
  return { records, cursor, more: changed.length > pageMax };
};

const liveOf = ({ name, state }: Parts) => state.all(name).filter((record) => !record.removed);

function create(parts: Parts, fields: Fields): WriteResult {
  const key = fields[uniqueKeyField] ?? null;
  const taken = key !== null && liveOf(parts).some((one) => one.fields[uniqueKeyField] === key);
  if (taken) return refusal('duplicate');
  return { ok: true, id: parts.state.insert(integrationUser, parts.name, fields) };
}

function update(
  parts: Parts,
  change: { readonly id: RemoteId; readonly fields: Fields; readonly revision?: string },
): WriteResult {
  const current = parts.state.get(change.id);
  if (current === null || current.removed) return refusal('not-found');
  if (change.revision !== undefined && change.revision !== current.revision) {
    return refusal('conflict');
  }
  parts.state.edit(integrationUser, change.id, change.fields);
  return { ok: true, id: change.id };
}

function writeOf(parts: Parts): NonNullable<RemoteObject['write']> {
  const { name, carry, state } = parts;
  const call = (operation: CrmCall['operation']) => ({ operation, object: name });
  return {
    matchKeys: ['unique-key', name === 'Company' ? 'domain' : 'email'],
    uniqueKeyField,
    matchMax: 100,
    matchLagMs: 0,
    tieBreaks: { default: [{ prefer: 'latest', of: 'modifiedAt' }] },
    match: (_, request) =>
      carry(call('match'), () =>
        request.keys.map((key) =>
          liveOf(parts)
            .filter((record) => answers(record, key, request))
            .map((record) => pick(record, request.fields)),
        ),
      ),
    get: (_, { ids, fields }) =>
      carry(call('get'), () =>
        ids.map((id) => {
          const record = state.get(id);
          return record === null ? null : pick(record, fields);
        }),
      ),
    create: {
      batchMax: 20,
      call: (_, drafts) =>
        carry(call('create'), () => drafts.map(({ fields }) => create(parts, fields))),
    },
    update: {
      batchMax: 20,
      call: (_, changes) =>
        carry(call('update'), () => changes.map((change) => update(parts, change))),
    },
    guard: {
      kind: 'atomic',
      batchMax: 5,
      call: (_, changes) =>
        carry(call('guarded'), () => changes.map((change) => update(parts, change))),
    },
  };
}

const objectOf = (parts: Parts): RemoteObject => ({
  represents: parts.name === 'Company' ? 'company' : 'person',
  keyFields: parts.name === 'Company' ? { domain: ['Website'] } : { email: ['Email'] },
  company: parts.name === 'Company' ? null : { field: 'CompanyId', object: 'Company' },
  defaultMapping: parts.name === 'Company' ? companyMapping : personMapping,
  units: parts.name === 'Company' ? [addressUnit] : [],
  describe: () =>
    parts.carry({ operation: 'describe', object: parts.name }, () =>
      describeCrmObject(parts.name, parts.hidden),
    ),
  read: {
    pageMax,
    settleMs: 0,
    page: (_, request) =>
      parts.carry({ operation: 'read', object: parts.name }, () => readPage(parts, request)),
  },
  write: writeOf(parts),
});

/** A new, empty CRM. */
export function createMemoryCrm(): MemoryCrm {
  const state = createCrmState();
  const calls: CrmCall[] = [];
  const late = new Set<() => void>();
  const hidden = new Set<string>();
  const crm = {
    state,
    calls,
    hidden,
    fate: (): CrmFate => 'done',
    interleave: () => {},
    quota: null,
    deliver: () => {
      for (const act of late) act();
      late.clear();
    },
  };
  const carry = createCarry(crm, { calls, late });
  const parts = (name: Parts['name']): Parts => ({ name, state, carry, hidden });
  return Object.assign(crm, {
    connector: {
      contract: 1,
      id: 'memory',
      label: 'Memory',
      auth: {
        authorizeUrl: '',
        tokenUrl: '',
        scopes: [],
        renew: () => Promise.reject(fail('unauthorized', 'none')),
      },
      objects: { Company: objectOf(parts('Company')), Person: objectOf(parts('Person')) },
      productFields: [],
      identify: async () => ({ accountId: 'memory-account', userId: integrationUser }),
    } satisfies Connector,
    access: {
      open: async (_, signal) => ({
        context: {
          fetch: () => Promise.reject(fail('unsupported', 'none')),
          now: () => {
            throw new Error('the memory CRM keeps its own time');
          },
          signal,
          memo: (_key, make) => make(),
        },
        apiCalls: () => calls.length,
        quota: () => crm.quota,
      }),
    } satisfies Access,
  });
}
