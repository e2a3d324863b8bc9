import { Client } from 'pg';
import { startSimulator } from './start-simulator.ts';
import type { Simulator } from './start-simulator.ts';

/** How many records are read, written and changed. */
export interface Sizes {
  /** Of each account that is read whole, smallest first. */
  readonly contacts: readonly number[];
  /** Of an account whose limits of requests in a time are in force. */
  readonly paced: number;
  readonly updates: number;
  readonly creates: number;
  readonly changes: number;
}

/** A simulated account, and what the steps need to work with it. */
export interface Scene {
  readonly simulator: Simulator;
  readonly settings: Readonly<Record<string, string>>;
}

/** Plays something on an account with so many contacts and an empty database. */
export type Stage = (contacts: number, play: (scene: Scene) => Promise<void>) => Promise<void>;

/** An empty database of its own on the server. */
export async function createDatabase(url: string, name: string): Promise<string> {
  const admin = new Client({ connectionString: url });
  await admin.connect();
  await admin.query(`CREATE DATABASE ${name}`);
  await admin.end();
  return Object.assign(new URL(url), { pathname: `/${name}` }).href;
}

/** A stage for accounts of one CRM. */
export function createStage(
  crm: string,
  at: { readonly databaseUrl: string; readonly dataDirectory: string },
): Stage {
  let played = 0;
  return async (contacts, play) => {
    played += 1;
    const simulator = await startSimulator(crm, contacts);
    try {
      const settings = {
        CRM: crm,
        SIMULATOR_URL: simulator.url,
        DATABASE_URL: await createDatabase(at.databaseUrl, `bench_${crm}_${played}`),
        DATA_DIRECTORY: at.dataDirectory,
      };
      await play({ simulator, settings });
    } finally {
      await simulator.stop();
    }
  };
}
