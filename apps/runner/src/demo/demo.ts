import { readConfiguration } from '../configuration/read-configuration.ts';
import type { Configuration } from '../configuration/configuration.ts';
import { openRunner } from '../open-runner.ts';
import { print } from '../screen/print.ts';
import { startRoles } from '../start.ts';
import { createLog } from '../system/log.ts';
import { createStopSignal } from '../system/stop-signal.ts';
import { areKept } from './check-promises.ts';
import { demoSeed } from './demo-seed.ts';
import { openDemoDirectory } from './demo-directory.ts';
import { createProgress } from './progress.ts';
import { showPromises, showReport } from './show-report.ts';
import { createSimulatorClient } from './simulator-client.ts';
import { startSimulator } from './start-simulator.ts';
import type { StoryParts } from './story-parts.ts';
import { tellStory, type Story } from './tell-story.ts';

/** `--once` ends after the cycle; `--json` makes the last line one JSON object. */
export interface DemoOptions {
  readonly once?: boolean;
  readonly json?: boolean;
}

const configure = async (): Promise<Configuration> => {
  const given = readConfiguration();
  const directory = await openDemoDirectory(given.dataDirectory);
  return {
    ...given,
    dataDirectory: directory,
    database: { directory: `${directory}/database` },
    production: false,
    roles: ['worker', 'scheduler', 'gateway'],
    keys: null,
    // Nothing of the demo leaves this machine.
    followRedirects: false,
  };
};

const isGood = ({ report, promises, createdBeside, isQuiet }: Story): boolean =>
  isQuiet &&
  createdBeside === 0 &&
  areKept(promises) &&
  report.objects.every(({ failed }) => failed === 0);

const toJson = ({ report, promises, createdBeside }: Story, ms: number): string =>
  JSON.stringify({ connections: [report], promises: { ...promises, createdBeside }, ms });

const keepSyncing = async (parts: StoryParts, configuration: Configuration): Promise<void> => {
  const { runner, signal } = parts;
  const log = createLog('silent');
  const started = await startRoles({ runner, configuration, log }, signal).catch(() =>
    // The port is taken: any other will do for a demo.
    startRoles({ runner, configuration: { ...configuration, port: 0 }, log }, signal),
  );
  print();
  print(`API      ${started.url}/graphql`);
  print(`API key  ${started.apiKey}`);
  print(`Salesforce (simulated)  ${parts.simulatorUrl}`);
  print('Syncing goes on; stop it with Ctrl-C.');
  await started.stopped;
};

const runDemo = async (options: DemoOptions, configuration: Configuration): Promise<void> => {
  const began = performance.now();
  const signal = createStopSignal();
  const progress = createProgress(process.stdout.isTTY);
  print(
    'Concord keeps a platform and its Salesforce in step. Everything here runs on this machine.',
  );
  const starting = startSimulator({ ...demoSeed, rules: { standardDuplicateRules: true } });
  const counters = { applied: 0, called: 0 };
  const opening = openRunner(configuration, ({ event, count = 0 }) => {
    if (event === 'page-apply') counters.applied += count;
    if (event === 'write-call') counters.called += count;
  });
  const [simulator, runner] = await Promise.all([starting, opening]);
  const client = createSimulatorClient(simulator.url);
  try {
    const simulatorUrl = simulator.url;
    const parts = { runner, client, simulatorUrl, progress, signal, counters };
    const story = await tellStory(parts);
    const ms = Math.round(performance.now() - began);
    showReport(story.report);
    showPromises(story);
    if (!isGood(story)) process.exitCode = 1;
    if (!options.once && !signal.aborted) await keepSyncing(parts, configuration);
    if (options.json) print(toJson(story, ms));
  } finally {
    await client.close();
    await runner.close();
    await simulator.stop();
  }
};

/** `concord demo`: a whole cycle both ways on a seeded, messy data set. */
export const demo = async (options: DemoOptions): Promise<void> =>
  runDemo(options, await configure());
