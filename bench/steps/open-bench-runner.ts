import { connectAccount, openRunner, parseConfiguration } from '@concord/runner';
import type { Configuration, Runner } from '@concord/runner';
import { benchCrm } from './bench-crm.ts';
import { setting } from './measure.ts';

export const connectionId = 'bench';

/** The connection whose rows are seeded rather than read. */
export const seededId = 'seeded';

/** What a process over the step's database is told. */
export function configurationOf(): Configuration {
  const answer = parseConfiguration({
    DATABASE_URL: setting('DATABASE_URL'),
    CONCORD_DATA_DIR: setting('DATA_DIRECTORY'),
  });
  if (!answer.ok) throw new Error(JSON.stringify(answer.problems));
  return { ...answer.value, followRedirects: false };
}

/** Opens a runner over the step's database. */
export const openBenchRunner = (): Promise<Runner> => openRunner(configurationOf(), () => {});

/** Connects the simulated account. */
export async function connectBench(runner: Runner): Promise<void> {
  const credentials = benchCrm().credentialsAt(setting('SIMULATOR_URL'));
  const settings = { followRedirects: false };
  const input = { id: connectionId, crm: setting('CRM'), name: 'Bench', settings };
  const answer = await connectAccount(runner, input, credentials);
  if (!answer.ok) throw new Error(JSON.stringify(answer.problems));
  await runner.engine.setSwitches(connectionId, { reading: true, writing: true });
}
