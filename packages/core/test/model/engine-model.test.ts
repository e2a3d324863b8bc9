import fc from 'fast-check';
import { describe, it } from 'vitest';
import { checkRest } from './check-rest.ts';
import { happen } from './happen.ts';
import { happenings, setups } from './happenings.ts';
import type { Happening } from './happenings.ts';
import { createStage } from './stage.ts';
import type { Stage } from './stage.ts';

const { MODEL_RUNS = '120', MODEL_REPLAY = '{}' } = process.env;

/** What a failure prints: `MODEL_REPLAY='{"seed":1,"path":"2:0","replayPath":"AB:C"}'`. */
interface Replay extends Pick<fc.Parameters, 'seed' | 'path'> {
  readonly replayPath?: string;
}

const replay = JSON.parse(MODEL_REPLAY) as Replay;

const command = (happening: Happening): fc.AsyncCommand<object, Stage> => ({
  check: () => true,
  run: (_, stage) => (happening.kind === 'rest' ? checkRest(stage) : happen(stage, happening)),
  toString: () => JSON.stringify(happening),
});

const plans = fc.commands([happenings.map(command)], {
  maxCommands: 30,
  size: 'max',
  ...(replay.replayPath !== undefined && { replayPath: replay.replayPath }),
});

describe('the engine, whatever happens in which order', () => {
  it('keeps the rules whenever it comes to rest', { timeout: 3_600_000 }, async () => {
    const property = fc.asyncProperty(setups, plans, async (setup, plan) => {
      const stage = await createStage(setup);
      await fc.asyncModelRun(() => ({ model: {}, real: stage }), plan);
      await checkRest(stage);
    });
    await fc.assert(property, { numRuns: Number(MODEL_RUNS), ...replay });
  });
});
