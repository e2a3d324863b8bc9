import { createMemoryStore } from '@concord/core/memory-store';
import { createSeededRandom, createTestClock } from '@concord/testkit';
import type { MemoryCrm } from '@concord/testkit/memory-crm';
import { expect } from 'vitest';
import { createdByUs, endState, typedOver, undone } from './promises.ts';
import type { Scenario } from './scenarios.ts';
import { createWorld } from './world.ts';
import type { World, WorldOptions } from './world.ts';

/** A world in which everything is ready for the scenario's work. */
export async function readyFor(
  scenario: Scenario,
  openCrm: () => MemoryCrm,
): Promise<{ readonly world: World; readonly again: (more: WorldOptions) => Promise<World> }> {
  const crm = openCrm();
  const { settings = {} } = scenario;
  const shared = { crm, store: createMemoryStore(), clock: createTestClock(), settings };
  // One chance for all processes: no id is ever made twice.
  const parts = { random: createSeededRandom(1) };
  const world = await createWorld({ ...shared, parts });
  await scenario.prepare(world);
  return {
    world,
    again: (more) => createWorld({ ...shared, ...more, parts: { ...parts, ...more.parts } }),
  };
}

/** Lets time pass until all that was put off is done. */
export async function settle(world: World, rounds = 3): Promise<void> {
  for (let round = 0; round < rounds; round += 1) {
    await world.clock.advance(450_000);
    await world.write();
    await world.read();
    await world.background();
  }
  await world.write();
}

/** What came of it, by the CRM's own history and in the store. */
export const endOf = async (world: World) => ({
  typedOver: typedOver(world.crm),
  created: createdByUs(world.crm),
  undone: await undone(world),
  ...(await endState(world)),
});

/** The end that the scenario comes to when nothing goes wrong, and has to come to when it does. */
export async function smoothEnd(scenario: Scenario, openCrm: () => MemoryCrm): Promise<object> {
  const { world } = await readyFor(scenario, openCrm);
  await world[scenario.work]();
  await settle(world);
  const end = await endOf(world);
  expect(end).toMatchObject({ typedOver: [], created: scenario.creates, nextDueAt: null });
  for (const [object, records] of Object.entries(scenario.leaves ?? {})) {
    const live = world.crm.state.all(object).filter(({ removed }) => !removed);
    const byId = live.toSorted((a, b) => (a.id < b.id ? -1 : 1));
    expect(byId.map(({ fields }) => fields)).toMatchObject(records);
  }
  return end;
}
