import { createSyncError } from '@concord/core/contract';
import { createEngine } from '@concord/core/engine';
import type { Engine, EngineParts } from '@concord/core/engine';
import { createMemoryStore } from '@concord/core/memory-store';
import type { FieldMapping } from '@concord/core/platform';
import type { Access, Store } from '@concord/core/ports';
import { noRedirects } from '@concord/core/ports';
import { createSeededRandom, createTestClock } from '@concord/testkit';
import type { TestClock } from '@concord/testkit';
import { createMemoryCrm } from '@concord/testkit/memory-crm';
import type { MemoryCrm } from '@concord/testkit/memory-crm';
import { createMortal, makeMortal, mortalStore } from '../engine/mortal.ts';
import { hideKeys } from '../engine/scenarios.ts';
import { connectionId, createHastyClock } from '../engine/world.ts';
import { createBeginnings } from './beginnings.ts';
import type { Beginnings } from './beginnings.ts';
import { fateOf } from './troubles.ts';
import type { Trouble } from './troubles.ts';

/** What kind of account and settings a plan is played on. */
export interface Setup {
  readonly guard: 'atomic' | 'compensating';
  /** Whether the customer has created the field of our unique key. */
  readonly hasKey: boolean;
  readonly createAs: 'contactsAndAccounts' | 'leads';
}

export type Work = 'read' | 'write' | 'background';

/** One account, one store, and processes that come and go. */
export interface Stage {
  readonly setup: Setup;
  readonly crm: MemoryCrm;
  readonly store: Store;
  readonly clock: TestClock;
  /** Of a process that lives. */
  engine: Engine;
  /** A new process, which dies at a step. */
  readonly start: (diesAt: number) => Engine;
  /** What is to befall the next calls, one after the other. */
  readonly troubles: Trouble[];
  readonly account: { isRevoked: boolean };
  readonly beginnings: Beginnings;
  /** Each call that creates nothing, as a beginning: what was there by then can be known. */
  readonly looks: Beginnings;
  /** Counts what the platform was asked. */
  readonly asked: { plays: number };
  /** The mappings that the connection began with. */
  mappings: readonly FieldMapping[];
}

const signal = new AbortController().signal;

const accessOf = (crm: MemoryCrm, account: Stage['account']): Access => ({
  open: async (connection, stop) => {
    if (!account.isRevoked) return crm.access.open(connection, stop);
    throw createSyncError('revoked', { code: 'unauthorized', retry: 'never', effect: 'none' });
  },
});

const openCrm = ({ guard, hasKey }: Setup): MemoryCrm => {
  const traits = { compensates: guard === 'compensating' };
  const crm = createMemoryCrm(['Company', 'Person', 'Lead'], traits);
  if (!hasKey) hideKeys(crm);
  return crm;
};

/** Starts processes that share all but their lives, one at a time. */
function startOver(
  { crm, troubles, beginnings, looks }: Pick<Stage, 'crm' | 'troubles' | 'beginnings' | 'looks'>,
  parts: Omit<EngineParts, 'holder'>,
): Stage['start'] {
  let started = 0;
  return (diesAt) => {
    const mortal = createMortal(diesAt);
    makeMortal(crm, mortal);
    const fateOfTheLiving = crm.fate;
    crm.fate = (call) => {
      const own = fateOfTheLiving(call);
      const fate = own === 'done' ? fateOf(troubles, call) : own;
      if (call.operation !== 'create') looks.begin();
      if (fate === 'late') [beginnings, looks].forEach(({ putOff }) => putOff());
      return fate;
    };
    mortal.start();
    const holder = `process ${(started += 1)}`;
    return createEngine({ ...parts, store: mortalStore(parts.store, mortal), holder });
  };
}

function buildStage(setup: Setup): Stage {
  const crm = openCrm(setup);
  const clock = createTestClock();
  const store = createMemoryStore();
  const account = { isRevoked: false };
  const shared = {
    crm,
    troubles: [],
    beginnings: createBeginnings(() => crm.state.history.length),
    looks: createBeginnings(() => crm.state.history.length),
  };
  const start = startOver(shared, {
    store,
    clock: createHastyClock(clock),
    random: createSeededRandom(1),
    queue: { ring: async () => {}, listen: async () => {}, stop: async () => {} },
    access: accessOf(crm, account),
    resolver: noRedirects,
    connectors: [crm.connector],
    report: () => {},
  });
  const begun = { engine: start(Infinity), asked: { plays: 0 }, mappings: [] };
  return { ...shared, ...begun, setup, store, clock, account, start };
}

/** Connects, switches everything on and reads for the first time. */
export async function createStage(setup: Setup): Promise<Stage> {
  const stage = buildStage(setup);
  const { engine, store } = stage;
  const settings = { createAs: setup.createAs };
  await engine.connect({ id: connectionId, crm: 'memory', name: 'Model', settings });
  await engine.setSwitches(connectionId, { reading: true, writing: true });
  await engine.runRead(connectionId, signal);
  stage.mappings = await store.getMappings(connectionId);
  return stage;
}

const run = (engine: Engine, what: Work) => {
  if (what === 'read') return engine.runRead(connectionId, signal);
  if (what === 'write') return engine.runWrite(connectionId, signal);
  return engine.runBackground(connectionId, signal);
};

/** Does what is due. */
export async function work(stage: Stage, what: Work): Promise<void> {
  stage.beginnings.begin();
  await run(stage.engine, what);
}

/** Does what is due in a process that dies at a step, if it gets there; another one follows. */
export async function die(stage: Stage, what: Work, diesAt: number): Promise<void> {
  stage.beginnings.begin();
  await run(stage.start(diesAt), what).catch(() => {});
  stage.engine = stage.start(Infinity);
}

/** Lets time pass; what is under way to the CRM arrives first. */
export async function pass({ beginnings, looks, crm, clock }: Stage, ms: number): Promise<void> {
  beginnings.arrive(() => looks.arrive(crm.deliver));
  await clock.advance(ms);
}
