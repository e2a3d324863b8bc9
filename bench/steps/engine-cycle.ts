import { measure, report } from './measure.ts';
import { connectionId, openBenchRunner } from './open-bench-runner.ts';

const runner = await openBenchRunner();
const cycle = await measure(async () => {
  const run = await runner.engine.runRead(connectionId, new AbortController().signal);
  if (run === null || run.failure !== null) throw new Error(JSON.stringify(run?.failure));
  return Object.values(run.counts).reduce((sum, counts) => sum + counts.read, 0);
});
report({ cycle });
await runner.close();
process.exit(0);
