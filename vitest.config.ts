import { createRequire } from 'node:module';
import { defineConfig } from 'vitest/config';

const require = createRequire(new URL('./packages/graphql-gateway/package.json', import.meta.url));

/** graphql must load once: its two module formats refuse each other's objects. */
const graphqlOnce = { alias: [{ find: /^graphql$/, replacement: require.resolve('graphql') }] };

const project = (name: string, root: string, globalSetup: string[] = []) => ({
  resolve: graphqlOnce,
  test: {
    name,
    root,
    globalSetup,
    include: ['test/**/*.test.ts', 'src/**/*.test.ts'],
    testTimeout: 30_000,
    // Files share a worker and with it what they import: nothing of ours keeps state in a module.
    isolate: false,
  },
});

export default defineConfig({
  test: {
    // Of two cores vitest itself would leave one idle.
    maxWorkers: '100%',
    projects: [
      project('core', 'packages/core'),
      project('testkit', 'packages/testkit'),
      project('store-postgres', 'packages/store-postgres', ['test/start-server.ts']),
      project('connector-salesforce', 'packages/connector-salesforce'),
      project('connector-hubspot', 'packages/connector-hubspot'),
      project('graphql-gateway', 'packages/graphql-gateway'),
      project('runner', 'apps/runner'),
      project('frontend', 'examples/frontend'),
      project('simulation', 'simulation'),
      project('soak', 'soak'),
      project('tools', 'tools'),
    ],
  },
});
