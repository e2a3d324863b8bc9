import { createMemoryStore } from '@concord/core/memory-store';
import { createSeededRandom, createTestClock } from '@concord/testkit';
import { createMemoryCrm, crmObjects } from '@concord/testkit/memory-crm';
import type { MemoryCrm } from '@concord/testkit/memory-crm';
import { expect } from 'vitest';
import { createdByUs, endState, typedOver } from './promises.ts';
import type { Scenario } from './scenarios.ts';
import { createWorld } from './world.ts';
import type { World, WorldOptions } from './world.ts';

/** A world in which everything is ready for the scenario's work. */
export async function readyFor(
  scenario: Scenario,
  hide: (crm: MemoryCrm) => void,
): Promise<{ readonly world: World; readonly again: (more: WorldOptions) => Promise<World> }> {
  const crm = createMemoryCrm(crmObjects);
  hide(crm);
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
export async function settle(world: World, rounds = 6): Promise<void> {
  for (let round = 0; round < rounds; round += 1) {
    await world.clock.advance(150_000);
    await world.write();
    await world.read();
    await world.background();
  }
  await world.write();
}

/** Nothing doubled, nothing lost, nothing overwritten, by the CRM's own history. */
export function expectPromisesKept({ crm }: World, scenario: Scenario, when: string): void {
  expect(typedOver(crm), when).toEqual([]);
  expect(createdByUs(crm), when).toEqual(scenario.creates);
  for (const [object, records] of Object.entries(scenario.leaves ?? {})) {
    const live = crm.state.all(object).filter(({ removed }) => !removed);
    const byId = live.toSorted((a, b) => (a.id < b.id ? -1 : 1));
    expect(
      byId.map(({ fields }) => fields),
      when,
    ).toMatchObject(records);
  }
}

/** The end that the scenario comes to when nothing goes wrong. */
export async function smoothEnd(
  scenario: Scenario,
  hide: (crm: MemoryCrm) => void,
): Promise<object> {
  const { world } = await readyFor(scenario, hide);
  await world[scenario.work]();
  await settle(world);
  expectPromisesKept(world, scenario, 'smoothly');
  return endState(world);
}
