import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import {
  createLog,
  openRunner,
  parseConfiguration,
  startRoles,
  type Runner,
} from '@concord/runner';

/** What a platform is opened with. */
export interface PlatformParts {
  /** Done before it starts. */
  readonly prepare: (runner: Runner) => Promise<void>;
  /** Pages to come back to; may be added to while it runs. */
  readonly redirectUris?: readonly string[];
}

const listed = new URL('../src/operations.listed.json', import.meta.url);

/** A platform of its own directory, with all its roles, that answers the page's operations alone. */
export const openPlatform = async ({ prepare, redirectUris = [] }: PlatformParts) => {
  const directory = await mkdtemp(join(tmpdir(), 'concord-'));
  const parsed = parseConfiguration({
    CONCORD_DATA_DIR: directory,
    CONCORD_FOLLOW_REDIRECTS: 'off',
    CONCORD_PORT: '0',
    CONCORD_OPERATIONS: fileURLToPath(listed),
    CONCORD_SALESFORCE_CLIENT_ID: 'app',
    CONCORD_SALESFORCE_CLIENT_SECRET: 'secret',
  });
  if (!parsed.ok) throw new Error('configuration');
  const configuration = { ...parsed.value, apps: { ...parsed.value.apps, redirectUris } };
  const runner = await openRunner(configuration, () => undefined);
  await prepare(runner);
  const stop = new AbortController();
  const parts = { runner, configuration, log: createLog('silent') };
  const { url, apiKey, stopped } = await startRoles(parts, stop.signal);
  if (url === null || apiKey === null) throw new Error('no gateway');
  return {
    url: new URL(url).origin,
    apiKey,
    runner,
    stop: async () => {
      stop.abort();
      await stopped;
      await runner.close();
      await rm(directory, { recursive: true, force: true });
    },
  };
};
