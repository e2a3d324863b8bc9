import { parseArgs } from 'node:util';
import { corpus } from './src/corpus.ts';
import type { SavedSeed } from './src/corpus.ts';
import type { Ground } from './over-http/ground.ts';
import { plantedBugs } from './src/planted/bugs.ts';
import { huntBug } from './src/planted/hunt-bug.ts';
import { runSeed } from './src/run-seed.ts';
import { runSeeds, seedsFrom } from './src/run-seeds.ts';
import { neverMet } from './src/sometimes.ts';
import type { CrmName, Knobs } from './src/world/knobs.ts';

const usage = `Runs the engine against simulated CRMs under seeded faults.

  npm run simulate-faults -- --seeds 2000        as many seeds, from 1 on
  npm run simulate-faults -- --seed 4711         one seed, with all that happened
  npm run simulate-faults -- --corpus            every seed that ever failed
  npm run simulate-faults -- --corpus --seed 3   one of them, with all that happened
  npm run simulate-faults -- --bugs              broken engines, each until a seed finds it

  --crm NAMES   each seed with these: salesforce, hubspot or memory, two with a comma
  --over http   over real sockets, on a real PostgreSQL, with connections that break at commits
  --from N      the first seed of --seeds
  --seconds N   stop beginning seeds after so long`;

const { values } = parseArgs({
  options: {
    seeds: { type: 'string' },
    seed: { type: 'string' },
    over: { type: 'string' },
    crm: { type: 'string' },
    from: { type: 'string', default: '1' },
    seconds: { type: 'string' },
    corpus: { type: 'boolean', default: false },
    bugs: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
});

const named = (['over', 'crm'] as const).flatMap((name) =>
  values[name] === undefined ? [] : [`--${name} ${values[name]} `],
);
const flags = [...named, ...(values.corpus ? ['--corpus '] : [])].join('');

/** The CRMs that every seed is to have; absent where each seed chooses. */
const chosen = values.crm?.split(',').map((name): CrmName => {
  if (name === 'salesforce' || name === 'hubspot' || name === 'memory') return name;
  throw new Error('--crm names salesforce, hubspot or memory');
});

const onChosen = (run: typeof runSeed): typeof runSeed =>
  chosen === undefined
    ? run
    : (seed, options) => run(seed, { ...options, knobs: { crms: chosen, ...options?.knobs } });

/** The way to run a seed, as long as it is open. */
const openWay = async (): Promise<Pick<Ground, 'run' | 'close'> & Partial<Ground>> => {
  if (values.over === undefined) return { run: onChosen(runSeed), close: async () => {} };
  if (values.over !== 'http') throw new Error('--over is http, or left out');
  // Loaded only here: what it stands on takes longer to load than many seeds take to run.
  const { openGround } = await import('./over-http/ground.ts');
  const ground = await openGround();
  return { ...ground, run: onChosen(ground.run) };
};

const way = await openWay();

const say = (line: string) => process.stdout.write(`${line}\n`);

const tellFailure = (
  seed: number,
  violations: readonly { invariant: string; detail: string }[],
) => {
  for (const { invariant, detail } of violations.slice(0, 3)) say(`  ${invariant}: ${detail}`);
  say(`seed ${seed} failed; replay with: npm run simulate-faults -- ${flags}--seed ${seed}`);
};

/** What a real server went through; whether that was what it should have. */
async function tellGround(): Promise<boolean> {
  const report = await way.report?.();
  if (report === undefined) return true;
  const { broken, deadlocks } = report;
  say(
    `${broken.before} connections broken before a commit, ${broken.after} after, ${deadlocks} deadlocks`,
  );
  return deadlocks === 0;
}

async function replay(seed: number): Promise<boolean> {
  const saved = values.corpus ? corpus().find((one) => one.seed === seed) : undefined;
  const result = await way.run(seed, { keepTrace: true, knobs: saved?.knobs ?? {} });
  for (const line of result.lines) say(line);
  say(`seed ${seed}: ${result.steps} steps, trace ${result.hash}`);
  if (result.violations.length > 0) tellFailure(seed, result.violations);
  return result.violations.length === 0;
}

async function runMany(
  seeds: Iterable<SavedSeed>,
  isComplete: boolean,
  knobs: Partial<Knobs> = {},
): Promise<boolean> {
  const began = performance.now();
  const until = values.seconds === undefined ? Infinity : began + 1_000 * Number(values.seconds);
  const result = await runSeeds({
    seeds,
    knobs,
    run: way.run,
    isOver: () => performance.now() > until,
    onFailure: ({ seed, violations }) => tellFailure(seed, violations),
  });
  const seconds = (performance.now() - began) / 1_000;
  const rate = (result.count / seconds).toFixed(1);
  say(
    `${result.count} seeds, ${result.steps} steps, ${result.failed.length} failed, ${rate} seeds/s`,
  );
  const isSound = await tellGround();
  const met = new Set(result.states.keys());
  const isPlain = values.over === undefined && (chosen?.includes('memory') ?? true);
  const missed = isComplete ? neverMet(met, { seeds: result.count, isPlain }) : [];
  for (const state of missed) say(`never met: ${state}`);
  return result.failed.length === 0 && missed.length === 0 && isSound;
}

/** Hunts every planted bug, up to 10,000 seeds each. */
async function huntBugs(): Promise<boolean> {
  const most = Number(values.seeds ?? 10_000);
  let found = 0;
  for (const bug of plantedBugs) {
    const find = await huntBug(bug, { from: Number(values.from), most });
    if (find.seed !== null) found += 1;
    const how = find.seed === null ? 'NOT FOUND' : `seed ${find.seed}: ${find.because}`;
    say(`${find.bug} | ${find.seeds} seeds | ${how}`);
  }
  say(`${found} of ${plantedBugs.length} planted bugs found`);
  return found === plantedBugs.length;
}

async function main(): Promise<boolean> {
  if (values.help) {
    say(usage);
    return true;
  }
  if (values.seed !== undefined) return replay(Number(values.seed));
  if (values.bugs) return huntBugs();
  if (values.corpus) {
    const asDrawn = await runMany(corpus(), false);
    return (await runMany(corpus(), false, { compensates: false })) && asDrawn;
  }
  return runMany(seedsFrom(Number(values.from), Number(values.seeds ?? 200)), true);
}

process.exitCode = (await main()) ? 0 : 1;
await way.close();
