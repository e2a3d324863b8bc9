import { findCrm } from '../registry/crms.ts';
import { demoCrms } from '../registry/demo-crms.ts';
import type { DemoCrm } from '../registry/demo-crm.ts';
import { startSimulator } from './start-simulator.ts';
import type { DemoAccount } from './story-parts.ts';

/** The simulated accounts of all CRMs, each in a process of its own. */
export interface DemoAccounts {
  readonly accounts: readonly DemoAccount[];
  readonly close: () => Promise<void>;
}

const openAccount = async (crm: DemoCrm) => {
  const simulator = await startSimulator(crm.id);
  const { url } = simulator;
  const work = crm.open(url);
  return {
    account: { crm, connector: findCrm(crm.id).connector, url, work },
    close: async () => {
      await work.close();
      await simulator.stop();
    },
  };
};

/** Starts them all at once. */
export const openDemoAccounts = async (): Promise<DemoAccounts> => {
  const opened = await Promise.all(demoCrms.map(openAccount));
  return {
    accounts: opened.map(({ account }) => account),
    close: async () => {
      await Promise.all(opened.map(({ close }) => close()));
    },
  };
};
