import { hubspot } from '@concord/connector-hubspot';
import { createHubSpotSimulator } from '@concord/connector-hubspot/simulator';
import { salesforce } from '@concord/connector-salesforce';
import { createSalesforceSimulator } from '@concord/connector-salesforce/simulator';
import type { Connector } from '@concord/core/contract';
import type { VirtualClock } from '@concord/testkit/simulator';
import { nowOf, type SharedTime } from './fast-clock.ts';

/** What somebody who works in the CRM does, without a request. */
interface Hands {
  insert(object: string, fields: Readonly<Record<string, string>>): string;
  update(
    ref: { readonly object: string; readonly id: string },
    fields: Readonly<Record<string, string>>,
  ): void;
  read(ref: { readonly object: string; readonly id: string }): Record<string, unknown> | null;
  ids(object: string): string[];
}

/** One object as people write it: what it is found by, and what they type into. */
export interface Written {
  readonly object: string;
  readonly keyField: string;
  readonly typedFields: readonly string[];
  /** A second record of the same key, made by somebody else. */
  readonly duplicateOf: (key: string, number: number) => Readonly<Record<string, string>>;
}

/** A simulated account without its way to it. */
export interface Account {
  readonly connector: Connector;
  /** Its address without a proxy. */
  readonly url: string;
  /** Sets its clock: before a request arrives, or it would be stamped earlier than it was sent. */
  readonly tellTime: () => void;
  readonly hands: Hands;
  readonly people: Written;
  readonly companies: Written;
  readonly close: () => Promise<void>;
}

/** A simulator's clock that keeps the shared time. */
interface Followed extends Pick<Account, 'tellTime'> {
  readonly stop: () => void;
}

/** How often a simulator is told the shared time. */
const tellMs = 20;

const follow = (clock: VirtualClock, time: SharedTime): Followed => {
  const tellTime = (): void => clock.set(Math.max(clock.now(), nowOf(time)));
  const timer = setInterval(tellTime, tellMs);
  return { tellTime, stop: () => clearInterval(timer) };
};

const sizes = { contacts: 60, tasks: 0, emails: 0 };

/** Accounts with seeds that follow each other are different ones. */
const organizationsMax = 100;

const openSalesforce = async (seed: number, time: SharedTime): Promise<Account> => {
  const clock = { startMs: nowOf(time) };
  const organization = 1 + (seed % organizationsMax);
  const options = { seed, accounts: 15, ...sizes, clock, organization };
  const simulator = await createSalesforceSimulator(options);
  const { tellTime, stop } = follow(simulator.clock, time);
  return {
    connector: salesforce,
    url: simulator.url,
    tellTime,
    hands: simulator.org,
    people: {
      object: 'Contact',
      keyField: 'Email',
      typedFields: ['Title', 'Phone', 'MailingCity'],
      duplicateOf: (Email, number) => ({ LastName: `Other ${number}`, Email }),
    },
    companies: {
      object: 'Account',
      keyField: 'Website',
      typedFields: ['Phone', 'Description'],
      duplicateOf: (Website, number) => ({ Name: `Other ${number}`, Website }),
    },
    close: async () => {
      stop();
      await simulator.close();
    },
  };
};

const openHubSpot = async (seed: number, time: SharedTime): Promise<Account> => {
  const clock = { startMs: nowOf(time) };
  const rules = { autoCompanies: false };
  const portalId = 100_000 + seed;
  const options = { seed, companies: 15, ...sizes, clock, rules, portalId };
  const simulator = await createHubSpotSimulator(options);
  const { tellTime, stop } = follow(simulator.clock, time);
  return {
    connector: hubspot,
    url: simulator.url,
    tellTime,
    hands: simulator.portal,
    people: {
      object: 'contacts',
      keyField: 'email',
      typedFields: ['jobtitle', 'phone', 'city'],
      // HubSpot has one contact for an address; a namesake without one is no duplicate.
      duplicateOf: (_, number) => ({ lastname: `Other ${number}` }),
    },
    companies: {
      object: 'companies',
      keyField: 'domain',
      typedFields: ['phone', 'description'],
      duplicateOf: (domain, number) => ({ name: `Other ${number}`, domain }),
    },
    close: async () => {
      stop();
      await simulator.close();
    },
  };
};

/** Simulated accounts by the id of their connector. */
export const accountsOf = { salesforce: openSalesforce, hubspot: openHubSpot } as const;

/** A CRM that can be soaked. */
export type SoakedCrm = keyof typeof accountsOf;
