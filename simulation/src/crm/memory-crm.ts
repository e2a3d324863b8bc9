import type { Connector, Fields } from '@concord/core/contract';
import { toRemoteId } from '@concord/core/contract';
import {
  createMemoryCrm as createPlainCrm,
  crmObjects,
  integrationUser,
  uniqueKeyField,
} from '@concord/testkit/memory-crm';
import type { MemoryCrm } from '@concord/testkit/memory-crm';
import { createClock, createRandom } from '@concord/testkit/simulator';
import { memoryPeople } from '../load/memory-people.ts';
import { withObjects, withRecords, withWrites } from '../planted/wrap.ts';
import { lockingRows } from './locked-rows.ts';
import { createMemoryDoor } from './memory-door.ts';
import { memoryFacts } from './memory-facts.ts';
import { followHistory } from './memory-history.ts';
import { underRules } from './rules.ts';
import type { CrmParts, CrmRecord, RecordRef, SimulatedCrm } from './simulated-crm.ts';

const second = (ms: number) => Math.floor(ms / 1_000);

/** As in Salesforce, a read within the second of the last change proves nothing. */
const doubting = (connector: Connector, now: () => number): Connector =>
  withRecords(connector, (record) =>
    second(Date.parse(record.modifiedAt)) === second(now())
      ? { ...record, revision: null }
      : record,
  );

/** As in HubSpot, the index of what is searched is late, but for the unique key. */
const lagging = (connector: Connector, lagMs: number, now: () => number): Connector =>
  withWrites(connector, (write) => ({
    ...write,
    match: async (context, request) => {
      const found = await write.match(context, request);
      const indexed = now() - lagMs;
      return found.map((records, at) =>
        request.keys[at]?.kind === 'unique-key'
          ? records
          : records.filter(({ modifiedAt }) => Date.parse(modifiedAt) < indexed),
      );
    },
  }));

/** What the platform's load speaks of, in fields that the plain CRM has. */
const inOtherFields = (connector: Connector): Connector =>
  withObjects(connector, (object) => {
    const { workPhone: phone, industry, ...mapping } = object.defaultMapping;
    return {
      ...object,
      defaultMapping: {
        ...mapping,
        ...(phone !== undefined && { mobilePhone: phone }),
        ...(industry !== undefined && { description: industry }),
      },
    };
  });

const lookIn = ({ state }: MemoryCrm, { id }: RecordRef): CrmRecord | null => {
  const record = state.get(toRemoteId(id));
  if (record === null) return null;
  const { fields, removed, continuesAs } = record;
  const modifiedAt = Date.parse(record.modifiedAt);
  const isGone = removed || continuesAs !== undefined;
  return { fields, isRemoved: removed, isGone, modifiedAt, stampedAt: modifiedAt };
};

/** Fields of the platform that this customer has not created. */
const hideProductFields = ({ connector, hidden }: MemoryCrm) => {
  for (const object of Object.keys(connector.objects)) hidden.add(`${object}.${uniqueKeyField}`);
};

/** Objects without which all that is written is written all the same. */
const withoutDeals = ['Company', 'Person', 'Lead', 'Task', 'Email'] as const;

const somebody = 'somebody';

/** How late the index of a CRM is that lags, in milliseconds: within what may go unseen. */
const indexLagMs = 15_000;

/** An empty CRM without a network: the fastest one. */
export function createMemoryCrm(seed: number, { knobs, startMs }: CrmParts): SimulatedCrm {
  const random = createRandom(seed).fork('memory');
  const clock = createClock({ startMs, running: false });
  const { compensates, productFields } = knobs();
  const lags = productFields && random.chance(0.3);
  const { door, carry, prepare, endSessions } = createMemoryDoor();
  const crm = createPlainCrm(knobs().deals ? crmObjects : withoutDeals, {
    compensates,
    matchLagMs: lags ? indexLagMs : 0,
    now: () => clock.now(),
    carry,
  });
  if (!productFields) hideProductFields(crm);
  const { state } = crm;
  const plain = inOtherFields(crm.connector);
  const sure = lags ? lagging(plain, indexLagMs, () => clock.now()) : plain;
  const rules = new Set<string>();
  const ruled = underRules(sure, rules);
  const locks = lockingRows(ruled, { random, share: () => knobs().lockRow });
  return {
    connector: {
      ...(compensates ? locks : doubting(locks, () => clock.now())),
      prepare,
    },
    clock,
    history: followHistory(crm, () => clock.now()),
    ours: integrationUser,
    facts: memoryFacts({ lags, objects: Object.keys(crm.connector.objects) }),
    doorFor: () => door,
    endSessions,
    ids: (object) =>
      state
        .all(object)
        .filter(({ removed }) => !removed)
        .map(({ id }) => id)
        .toSorted(),
    look: (ref) => lookIn(crm, ref),
    insert: (object, fields) => {
      state.insert(somebody, object, fields as Fields);
      return true;
    },
    edit: ({ id }, fields) => {
      const record = state.get(toRemoteId(id));
      if (record === null || record.removed) return false;
      state.edit(somebody, record.id, fields as Fields);
      return true;
    },
    peopleIn: (world) => memoryPeople(world, { crm, rules }),
  };
}
