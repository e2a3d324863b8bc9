import type {
  Connector,
  ObjectDescription,
  Quota,
  RemoteId,
  RemoteObject,
} from '@concord/core/contract';
import type { Access } from '@concord/core/ports';
import { associationsOf } from './crm-associations.ts';
import { createCarry, fail } from './crm-calls.ts';
import type { CrmCall, CrmFate, Fates } from './crm-calls.ts';
import { crmMappings } from './crm-mappings.ts';
import { crmFields, describeCrmObject, integrationUser } from './crm-objects.ts';
import type { CrmObjectName } from './crm-objects.ts';
import { readOf } from './crm-reads.ts';
import { createCrmState } from './crm-state.ts';
import type { CrmState } from './crm-state.ts';
import { callOn } from './crm-table.ts';
import type { CrmTable } from './crm-table.ts';
import { shapeOf } from './crm-traits.ts';
import type { CrmTraits } from './crm-traits.ts';
import { writeOf } from './crm-writes.ts';

/** A CRM in memory with a connector for it: atomic updates, a unique key, a complete history. */
export interface MemoryCrm extends Fates {
  readonly connector: Connector;
  readonly access: Access;
  readonly state: CrmState;
  readonly calls: readonly CrmCall[];
  /** What the CRM tells of its daily allocation; replaced by tests. */
  quota: Quota | null;
  /** Carries out the calls that were to arrive late. */
  readonly deliver: () => void;
  /** `Object.Field` and `Object` names that the integration user may not see. */
  readonly hidden: Set<string>;
  /** Records that the integration user may not see. */
  readonly unseen: Set<RemoteId>;
}

/** Every object that a memory CRM may have, parents before dependents. */
export const crmObjects = Object.keys(crmFields) as readonly CrmObjectName[];

/** The object as our user sees it: the same value as long as that is the same. */
function describerOf({ name, hidden }: CrmTable): () => ObjectDescription {
  const made = new Map<string, ObjectDescription>();
  return () => {
    if (hidden.has(name)) throw fail('forbidden', 'none');
    const seen = [...hidden].join();
    const description = made.get(seen) ?? describeCrmObject(name, hidden);
    made.set(seen, description);
    return description;
  };
}

function objectOf(table: CrmTable): RemoteObject {
  const { reads: _reads, writes: _writes, associates: _to, removed: _bin, ...shape } = table.shape;
  const read = readOf(table);
  const write = writeOf(table);
  const associations = associationsOf(table);
  const describe = describerOf(table);
  return {
    ...shape,
    defaultMapping: crmMappings[table.name],
    describe: (context) => table.carry(context, callOn(table, 'describe'), describe),
    ...(read && { read }),
    ...(associations && { associations }),
    ...(write && { write }),
  };
}

const connectorOver = (objects: Connector['objects']): Connector => ({
  contract: 1,
  id: 'memory',
  label: 'Memory',
  auth: {
    authorizeUrl: '',
    tokenUrl: '',
    scopes: [],
    renew: () => Promise.reject(fail('unauthorized', 'none')),
  },
  hosts: [],
  requestsAtOnce: 1,
  rateLimits: [],
  objects,
  productFields: [],
  identify: async () => ({ accountId: 'memory-account', userId: integrationUser }),
});

const accessOf = (crm: Pick<MemoryCrm, 'calls' | 'quota'>): Access => ({
  open: async (_, signal) => ({
    context: {
      fetch: () => Promise.reject(fail('unsupported', 'none')),
      now: () => {
        throw new Error('the memory CRM keeps its own time');
      },
      signal,
      memo: (_key, make) => make(),
    },
    apiCalls: () => crm.calls.length,
    quota: () => crm.quota,
  }),
});

/** A new, empty CRM with the objects named. */
export function createMemoryCrm(
  names: readonly CrmObjectName[] = ['Company', 'Person'],
  traits: CrmTraits = {},
): MemoryCrm {
  const late = new Set<() => void>();
  const calls: CrmCall[] = [];
  const crm = {
    state: createCrmState(traits.now),
    calls,
    hidden: new Set<string>(),
    unseen: new Set<RemoteId>(),
    fate: (): CrmFate => 'done',
    interleave: () => {},
    quota: null,
    deliver: () => {
      for (const act of late) act();
      late.clear();
    },
  };
  const carry = traits.carry ?? createCarry(crm, { calls, late });
  const { state, hidden, unseen } = crm;
  const objects = names.map((name) => {
    const table = { name, shape: shapeOf(name, traits), state, carry, hidden, unseen };
    return [name, objectOf(table)] as const;
  });
  return Object.assign(crm, {
    connector: connectorOver(Object.fromEntries(objects)),
    access: accessOf(crm),
  });
}
