import type { Connector, Fields, RemoteRecord } from '@concord/core/contract';
import { toCursor } from '@concord/core/contract';
import { createEngine } from '@concord/core/engine';
import type { Engine } from '@concord/core/engine';
import { createMemoryStore } from '@concord/core/memory-store';
import type { PlatformRecord } from '@concord/core/platform';
import type { Access, Store } from '@concord/core/ports';
import { noRedirects } from '@concord/core/ports';
import { createHastyClock } from './world.ts';
import { createSeededRandom, createTestClock } from '@concord/testkit';
import type { TestClock } from '@concord/testkit';
import { integrationUser } from '@concord/testkit/memory-crm';
import type { CrmChange, CrmObjectName, MemoryCrm } from '@concord/testkit/memory-crm';

/** One of the CRMs, connected under its own id. */
export interface Side {
  readonly id: string;
  readonly crm: MemoryCrm;
  readonly connector: Connector;
  /** The next read begins from the beginning once more. */
  readonly redeliver: () => void;
  readonly records: (object: CrmObjectName) => readonly RemoteRecord[];
  readonly ourChanges: () => readonly CrmChange[];
}

/** One platform between two CRMs. */
export interface TwoCrms {
  readonly sides: readonly [Side, Side];
  readonly store: Store;
  readonly engine: Engine;
  readonly clock: TestClock;
  /** A day of reads, writes and background work on both sides; looks after each side's turn. */
  readonly cycle: (look: () => Promise<void>) => Promise<void>;
  /** Asks for the writing of everything to both sides, and changes nothing. */
  readonly askForAll: () => Promise<void>;
  readonly platform: () => Promise<readonly PlatformRecord[]>;
}

export const signal = new AbortController().signal;

/** The CRM's connector under a name of its own, which may deliver what it delivered before. */
function sideOf(id: string, crm: MemoryCrm): Side {
  const again = new Set<string>();
  const objects = Object.entries(crm.connector.objects).map(([name, object]) => {
    const { read } = object;
    if (read === undefined) return [name, object] as const;
    const page: typeof read.page = (context, { fields, after }) =>
      read.page(context, { fields, after: again.delete(name) ? toCursor('0') : after });
    return [name, { ...object, read: { ...read, page } }] as const;
  });
  return {
    id,
    crm,
    connector: { ...crm.connector, id, objects: Object.fromEntries(objects) },
    redeliver: () => objects.forEach(([name]) => again.add(name)),
    records: (object) => crm.state.all(object).filter(({ removed }) => !removed),
    ourChanges: () => crm.state.history.filter(({ user }) => user === integrationUser),
  };
}

const accessTo = (sides: readonly Side[]): Access => ({
  open: (connection, stop) => {
    const side = sides.find(({ id }) => id === connection.id);
    if (side === undefined) throw new Error(`no CRM ${connection.id}`);
    return side.crm.access.open(connection, stop);
  },
});

const turnsMax = 10;

const workOn = async (engine: Engine, { id }: Side): Promise<void> => {
  for (let turn = 0; turn < turnsMax; turn += 1) {
    await engine.runRead(id, signal);
    await engine.runWrite(id, signal);
    if ((await engine.runBackground(id, signal)) === null) return;
  }
  throw new Error('background work does not end');
};

async function listAll(store: Store): Promise<PlatformRecord[]> {
  const kinds = ['company', 'person'] as const;
  const lists = kinds.map((object) => store.listRecords({ object, first: 500, after: null }));
  return (await Promise.all(lists)).flatMap(({ items }) => items.map(({ item }) => item));
}

/** Asks for a record's writing with what the platform has of it. */
const ask = (engine: Engine, { object, key }: PlatformRecord) =>
  object === 'company'
    ? engine.syncCompany({ domain: key }, {})
    : engine.syncPerson({ email: key }, {});

/** Connects both CRMs and switches everything on; the platform is empty, and both were read. */
export async function connectBoth(first: MemoryCrm, second: MemoryCrm): Promise<TwoCrms> {
  const sides = [sideOf('one', first), sideOf('two', second)] as const;
  const store = createMemoryStore();
  const clock = createTestClock();
  const engine = createEngine({
    store,
    clock: createHastyClock(clock),
    random: createSeededRandom(1),
    queue: { ring: async () => {}, listen: async () => {}, stop: async () => {} },
    access: accessTo(sides),
    resolver: noRedirects,
    connectors: sides.map(({ connector }) => connector),
    holder: 'test',
    report: () => {},
  });
  for (const { id } of sides) {
    await engine.connect({ id, crm: id, name: id });
    await engine.setSwitches(id, { reading: true, writing: true });
    await engine.runRead(id, signal);
  }
  return {
    sides,
    store,
    engine,
    clock,
    platform: () => listAll(store),
    askForAll: async () => {
      for (const record of await listAll(store)) await ask(engine, record);
    },
    cycle: async (look) => {
      await clock.advance(25 * 60 * 60_000);
      for (const side of sides) {
        await workOn(engine, side);
        await look();
      }
      for (const { id } of sides) await engine.runWrite(id, signal);
      await look();
    },
  };
}

/** What the platform holds, apart from how often and when it was saved. */
export const contentOf = (records: readonly PlatformRecord[]): readonly object[] =>
  records.map((record) => ({ ...record, version: 0, updatedAt: null }));

/** Fields of a person's record, told short. */
export const aPerson = (email: string, fields: Fields = {}): Fields => ({
  Email: email,
  LastName: 'Lee',
  ...fields,
});
