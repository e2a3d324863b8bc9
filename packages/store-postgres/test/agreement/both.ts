import assert from 'node:assert/strict';
import type { Lease, Store } from '@concord/core/ports';
import type { AsyncCommand } from 'fast-check';
import { answerOf } from './call.ts';
import type { Call } from './call.ts';

/** One of the two stores, and the leases that it granted. */
export interface Played {
  readonly store: Store;
  readonly leases: Lease[];
}

const play = async ({ store, leases }: Played, made: Call): Promise<unknown> => {
  const answer = await answerOf(store, made, leases);
  if (made.name === 'acquireLease' && answer !== null) leases.push(answer as Lease);
  return answer;
};

/** Makes one call of both stores and compares what they answer. */
export const both = (made: Call): AsyncCommand<Played, Played> => ({
  check: () => true,
  run: async (memory, postgres) => {
    const [expected, actual] = await Promise.all([play(memory, made), play(postgres, made)]);
    assert.deepStrictEqual(actual, expected, `${made.name}: PostgreSQL (+) and memory (-)`);
  },
  // As JSON, so that a list that disagrees can be copied into a test of its own.
  toString: () => JSON.stringify(made),
});
