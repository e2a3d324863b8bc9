import type { Fields, RemoteId } from '@concord/core/contract';
import { createEngine } from '@concord/core/engine';
import type { Engine, EngineEvent, EngineParts } from '@concord/core/engine';
import { createMemoryStore } from '@concord/core/memory-store';
import type { ConnectionSettings } from '@concord/core/platform';
import type { Clock, Queue, Run, Store } from '@concord/core/ports';
import { noRedirects } from '@concord/core/ports';
import { createSeededRandom, createTestClock } from '@concord/testkit';
import type { TestClock } from '@concord/testkit';
import { createMemoryCrm, integrationUser } from '@concord/testkit/memory-crm';
import type { CrmChange, CrmObjectName, MemoryCrm } from '@concord/testkit/memory-crm';

/** A queue that nobody answers: tests run the engine themselves. */
const silentQueue: Queue = {
  ring: async () => {},
  listen: async () => {},
  stop: async () => {},
};

/** A clock whose sleeps of a few seconds pass at once, so that nothing lingers. */
export function createHastyClock(clock: TestClock): Clock {
  return {
    now: clock.now,
    sleep: async (ms, signal) => {
      if (ms > 5_000) return clock.sleep(ms, signal);
      await clock.advance(ms);
    },
  };
}

/** One platform and one CRM with the engine between them. */
export interface World {
  readonly crm: MemoryCrm;
  readonly store: Store;
  readonly engine: Engine;
  readonly clock: TestClock;
  readonly events: readonly EngineEvent[];
  readonly parts: EngineParts;
  /** A person's own record or edit in the CRM. */
  readonly insert: (object: CrmObjectName, fields: Fields) => RemoteId;
  readonly edit: (id: RemoteId, fields: Fields) => void;
  readonly read: () => Promise<void>;
  readonly write: () => Promise<void>;
  readonly background: () => Promise<Run | null>;
  readonly person: (
    email: string,
    fields?: Fields,
    company?: { readonly domain: string; readonly fields?: Fields },
  ) => Promise<string>;
  readonly company: (domain: string, fields?: Fields) => Promise<string>;
  /** Stores an email to a person and asks for its recording. */
  readonly email: (id: string, person: string, fields?: Fields) => Promise<string>;
  /** Stores a task about a person and asks for its writing. */
  readonly task: (id: string, person: string, fields?: Fields) => Promise<string>;
  readonly ourChanges: () => readonly CrmChange[];
}

const signal = new AbortController().signal;

export const connectionId = 'c1';

/** What a test may put in the place of the usual parts; a second world may share those of a first. */
export interface WorldOptions {
  readonly store?: Store;
  readonly crm?: MemoryCrm;
  readonly clock?: TestClock;
  readonly settings?: Partial<ConnectionSettings>;
  readonly parts?: Partial<EngineParts>;
}

const settingsOf = ({ settings }: WorldOptions) => (settings === undefined ? {} : { settings });

const anEmail = (id: string, person: string): Fields => ({
  messageId: `<${id}@us.com>`,
  direction: 'outbound',
  origin: 'automatic',
  sender: 'rep@us.com',
  recipients: person,
  sentAt: '2026-01-01T00:00:00.000Z',
  subject: `About ${id}`,
  html: '<p>Hello</p>',
});

const aTask: Fields = { type: 'ACTION_ITEM', status: 'READY', assignee: 'rep@us.com' };

/** Connects and switches everything on; the platform and the CRM are empty. */
export async function createWorld(options: WorldOptions = {}): Promise<World> {
  const crm = options.crm ?? createMemoryCrm();
  const clock = options.clock ?? createTestClock();
  const store = options.store ?? createMemoryStore();
  const events: EngineEvent[] = [];
  const parts: EngineParts = {
    store,
    clock: createHastyClock(clock),
    random: createSeededRandom(1),
    queue: silentQueue,
    access: crm.access,
    resolver: noRedirects,
    connectors: [crm.connector],
    holder: 'test',
    report: (event) => events.push(event),
    ...options.parts,
  };
  const engine = createEngine(parts);
  await engine.connect({ id: connectionId, crm: 'memory', name: 'Test', ...settingsOf(options) });
  await engine.setSwitches(connectionId, { reading: true, writing: true });
  const known = await store.getConnection(connectionId);
  if (known?.lastReadAt === null) await engine.runRead(connectionId, signal);
  const orFail = (answer: Awaited<ReturnType<Engine['syncPerson']>>) => {
    if (!answer.ok) throw new Error(JSON.stringify(answer.problems));
    return answer.value.record.id;
  };
  return {
    crm,
    store,
    engine,
    clock,
    events,
    parts,
    insert: (object, fields) => crm.state.insert('person', object, fields),
    edit: (id, fields) => crm.state.edit('person', id, fields),
    read: async () => void (await engine.runRead(connectionId, signal)),
    write: async () => void (await engine.runWrite(connectionId, signal)),
    person: async (email, fields = {}, company) =>
      orFail(await engine.syncPerson({ email, fields, ...(company ? { company } : {}) }, {})),
    company: async (domain, fields = {}) =>
      orFail(await engine.syncCompany({ domain, fields }, {})),
    background: () => engine.runBackground(connectionId, signal),
    email: async (id, person, fields = {}) => {
      const all = { ...anEmail(id, person), ...fields };
      return orFail(await engine.recordEmailMessage({ id, person, fields: all }, {}));
    },
    task: async (id, person, fields = {}) => {
      const all = { ...aTask, subject: `Do ${id}`, ...fields };
      return orFail(await engine.saveTask({ id, person, fields: all }, {}));
    },
    ourChanges: () => crm.state.history.filter((change) => change.user === integrationUser),
  };
}
