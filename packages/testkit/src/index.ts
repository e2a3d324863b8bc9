/** What tests of Concord stand on: time, chance and a database of their own. */
export { createSeededRandom } from './ports/seeded-ids.ts';
export { createTestClock } from './ports/test-clock.ts';
export type { TestClock } from './ports/test-clock.ts';
export { createThrowawayServer } from './postgres/throwaway-server.ts';
export type { ThrowawayServer, ThrowawayServerOptions } from './postgres/throwaway-server.ts';
