import { createMemoryStore } from '@concord/core/memory-store';
import type { Store } from '@concord/core/ports';
import fc from 'fast-check';
import { afterAll, describe, inject, it } from 'vitest';
import { both } from './agreement/both.ts';
import type { Played } from './agreement/both.ts';
import { changes } from './agreement/changes.ts';
import { everything, lookUps } from './agreement/look-ups.ts';
import { createDatabase, embeddedStores, serverStores } from './test-database.ts';

const { AGREEMENT_RUNS = '100', AGREEMENT_REPLAY = '{}' } = process.env;

/** What a failure prints: `AGREEMENT_REPLAY='{"seed":1,"path":"2:0","replayPath":"AB:C"}'`. */
interface Replay extends Pick<fc.Parameters, 'seed' | 'path'> {
  readonly replayPath?: string;
}

const replay = JSON.parse(AGREEMENT_REPLAY) as Replay;

const calls = fc.oneof({ weight: 3, arbitrary: changes }, { weight: 1, arbitrary: lookUps });

const sequences = fc.commands([calls.map(both)], {
  maxCommands: 30,
  size: 'max',
  ...(replay.replayPath !== undefined && { replayPath: replay.replayPath }),
});

/** One list of calls on both stores, and then a question for everything that they hold. */
const playOnBoth = async (
  list: Iterable<fc.AsyncCommand<Played, Played>>,
  store: Store,
): Promise<void> => {
  const model: Played = { store: createMemoryStore(), leases: [] };
  const real: Played = { store, leases: [] };
  await fc.asyncModelRun(() => ({ model, real }), list);
  await Promise.all(everything.map((one) => both(one).run(model, real)));
};

const serverUrl = inject('serverUrl');

describe('memory and PostgreSQL', async () => {
  const database = serverUrl === null ? null : await createDatabase(serverUrl);
  const stores = database === null ? embeddedStores() : serverStores(database.url);
  afterAll(async () => {
    await stores.end();
    await database?.drop();
  });

  it('give the same answers to the same calls', { timeout: 3_600_000 }, async () => {
    const property = fc.asyncProperty(sequences, async (list) => {
      await playOnBoth(list, (await stores.open()).store);
    });
    await fc.assert(property, { numRuns: Number(AGREEMENT_RUNS), ...replay });
  });
});
