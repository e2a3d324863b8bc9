import { createThrowawayServer } from '@concord/testkit';
import type { TestProject } from 'vitest/node';

declare module 'vitest' {
  interface ProvidedContext {
    /** A PostgreSQL server to make databases on; `null` when the machine has none. */
    readonly serverUrl: string | null;
  }
}

const complain = (): void => {
  const text = 'no PostgreSQL server: only the embedded database is tested (TEST_DATABASE_URL)';
  if (process.env['CI'] === 'true') throw new Error(text);
  process.stderr.write(`\n${text}\n\n`);
};

/** Finds one server for all test files: the one named, or a throwaway one. */
export const setup = async (project: TestProject): Promise<() => Promise<void>> => {
  const named = process.env['TEST_DATABASE_URL'];
  const server = named === undefined ? await createThrowawayServer() : null;
  const url = named ?? server?.url ?? null;
  if (url === null) complain();
  project.provide('serverUrl', url);
  return async () => server?.stop();
};
