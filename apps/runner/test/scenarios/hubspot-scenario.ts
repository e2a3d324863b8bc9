import type { SimulatorOptions } from '@concord/connector-hubspot/simulator';
import type { ConnectInput } from '@concord/core/engine';
import type { DomainResolver } from '@concord/core/ports';
import type { Change } from '@concord/testkit/simulator';
import { expect, onTestFinished } from 'vitest';
import { createHubSpotWorld, recordsOf, type HubSpotWorld } from '../sync/hubspot-world.ts';
import { createBells } from './bells.ts';
import { ada } from './content.ts';
import { driveWorld, mondayMs, type DrivenWorld } from './drive-world.ts';

type Values = Readonly<Record<string, unknown>>;

/** Somebody who works in HubSpot. */
export interface HubSpotPerson {
  readonly create: (object: string, values: Values) => string;
  readonly edit: (object: string, id: string, values: Values) => void;
  /** One record with every property that has a value. */
  readonly see: (object: string, id: string) => Values;
  /** Live records that hold these values. */
  readonly find: (object: string, values: Values) => Values[];
}

/** A customer's HubSpot kept in step, with the platform's user on one side and theirs on the other. */
export interface HubSpotScenario extends DrivenWorld {
  readonly world: HubSpotWorld;
  readonly person: HubSpotPerson;
  /** What our app changed, as HubSpot's history tells. */
  readonly ourChanges: (where?: Partial<Pick<Change, 'object' | 'kind' | 'id'>>) => Change[];
}

export interface HubSpotScenarioOptions {
  readonly simulator?: SimulatorOptions;
  readonly settings?: ConnectInput['settings'];
  readonly resolver?: DomainResolver;
}

/** Long enough between two acts that their stamps differ, and searches show the first. */
const aMomentMs = 10_000;

const personOf = (world: HubSpotWorld): HubSpotPerson => {
  const { portal, clock } = world.simulator;
  const act = <T>(what: () => T): T => {
    clock.advance(aMomentMs);
    const answer = what();
    clock.advance(aMomentMs);
    return answer;
  };
  return {
    create: (object, values) => act(() => portal.insert(object, values)),
    edit: (object, id, values) => act(() => portal.update({ object, id }, values)),
    see: (object, id) => portal.read({ object, id }) ?? {},
    find: (object, values) => recordsOf(world, object, values),
  };
};

/** Opens a connected portal; when the test ends nothing may have been doubled or overwritten. */
export const openHubSpotScenario = async (
  options: HubSpotScenarioOptions = {},
): Promise<HubSpotScenario> => {
  const { simulator, ...rest } = options;
  const bells = createBells();
  const clock = { startMs: mondayMs, running: false };
  const seed = { companies: 8, contacts: 24, ...simulator };
  const { queue } = bells;
  const world = await createHubSpotWorld({ ...rest, queue, simulator: { clock, ...seed } });
  onTestFinished(async () => {
    const promises = await world.promises();
    await world.close();
    expect(promises).toMatchObject({ doubled: 0, overwritten: 0, removedOthers: 0 });
  });
  const user = world.simulator.report.users.integration;
  return {
    world,
    ...(await driveWorld(world, bells)),
    person: personOf(world),
    ourChanges: (where = {}) => world.simulator.history.list({ ...where, user }),
  };
};

/** Ada's company as somebody in HubSpot makes it. */
export const aCompany = ({ person }: HubSpotScenario, values: Values = {}): string =>
  person.create('companies', { name: 'Analytical', domain: 'analytical.example', ...values });

/** Ada as a contact of her company in HubSpot, read already. */
export const withAdaInHubSpot = async (options?: HubSpotScenarioOptions) => {
  const scenario = await openHubSpotScenario(options);
  const companyId = aCompany(scenario);
  const contactId = scenario.person.create('contacts', { lastname: 'Lovelace', email: ada });
  const [from, to] = [
    { object: 'contacts', id: contactId },
    { object: 'companies', id: companyId },
  ];
  scenario.world.simulator.portal.associate({ from, to, typeIds: [279, 1] });
  await scenario.pass();
  return { scenario, companyId, contactId };
};
