import { afterEach, expect } from 'vitest';
import { ada } from './content.ts';
import { createScenario, type Scenario, type ScenarioOptions } from './scenario-world.ts';

/** Opens a scenario for one test, and closes it when the test ends. */
export interface UseScenarios {
  readonly open: (options?: ScenarioOptions) => Promise<Scenario>;
  /** Ada as a contact of her company in Salesforce, read already. */
  readonly withAda: (options?: ScenarioOptions) => Promise<{
    readonly scenario: Scenario;
    readonly accountId: string;
    readonly contactId: string;
  }>;
}

/** An account of Ada's company, as somebody in Salesforce makes it. */
export const anAccount = ({ person }: Scenario, values: object = {}): Promise<string> =>
  person.create('Account', { Name: 'Analytical', Website: 'analytical.example', ...values });

/** Scenarios of one file; whatever a test does, nothing may be created twice (R-DUP-1). */
export const useScenarios = (): UseScenarios => {
  let current: Scenario | null = null;

  afterEach(async () => {
    const scenario = current;
    current = null;
    if (scenario === null) return;
    try {
      expect(await scenario.world.promises()).toMatchObject({ doubled: 0 });
    } finally {
      await scenario.close();
    }
  });

  const open = async (options?: ScenarioOptions): Promise<Scenario> => {
    current = await createScenario(options);
    return current;
  };

  return {
    open,
    withAda: async (options) => {
      const scenario = await open(options);
      const accountId = await anAccount(scenario);
      const values = { LastName: 'Lovelace', Email: ada, AccountId: accountId };
      const contactId = await scenario.person.create('Contact', values);
      await scenario.pass();
      return { scenario, accountId, contactId };
    },
  };
};
