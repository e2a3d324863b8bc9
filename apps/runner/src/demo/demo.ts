import { readConfiguration } from '../configuration/read-configuration.ts';
import type { Configuration } from '../configuration/configuration.ts';
import { openRunner } from '../open-runner.ts';
import { print } from '../screen/print.ts';
import { startRoles } from '../start.ts';
import { createLog } from '../system/log.ts';
import { createStopSignal } from '../system/stop-signal.ts';
import { areKept } from './check-promises.ts';
import { openDemoDirectory } from './demo-directory.ts';
import { openDemoAccounts, type DemoAccounts } from './open-demo-accounts.ts';
import { createProgress } from './progress.ts';
import { showPromises, showReport } from './show-report.ts';
import type { StoryParts } from './story-parts.ts';
import { tellStory, type AccountStory } from './tell-story.ts';

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

const isGood = ({ report, promises, createdBeside, isQuiet }: AccountStory): boolean =>
  isQuiet &&
  createdBeside === 0 &&
  areKept(promises) &&
  report.objects.every(({ failed }) => failed === 0);

const toJson = (stories: readonly AccountStory[], ms: number): string => {
  const connections = stories.map(({ report, promises, createdBeside, isQuiet }) => ({
    ...report,
    promises: { ...promises, createdBeside },
    isQuiet,
  }));
  return JSON.stringify({ connections, ms });
};

const keepSyncing = async (
  parts: StoryParts,
  { accounts }: DemoAccounts,
  configuration: Configuration,
): Promise<void> => {
  const { runner, signal } = parts;
  const log = createLog('silent');
  const started = await startRoles({ runner, configuration, log }, signal).catch(() =>
    // The port is taken: any other will do for a demo.
    startRoles({ runner, configuration: { ...configuration, port: 0 }, log }, signal),
  );
  print();
  print(`API      ${started.url}/graphql`);
  print(`API key  ${started.apiKey}`);
  for (const { connector, url } of accounts) print(`${connector.label} (simulated)  ${url}`);
  print('Syncing goes on; stop it with Ctrl-C.');
  await started.stopped;
};

const introduce = ({ accounts }: DemoAccounts): void => {
  const labels = accounts.map(({ connector }) => connector.label).join(' and ');
  print(`Concord keeps a platform in step with ${labels}. Everything here runs on this machine.`);
  for (const { crm } of accounts) if (crm.note !== null) print(crm.note);
};

const runDemo = async (options: DemoOptions, configuration: Configuration): Promise<void> => {
  const began = performance.now();
  const signal = createStopSignal();
  const progress = createProgress(process.stdout.isTTY);
  const counters = { applied: 0, called: 0 };
  const opening = openRunner(configuration, ({ event, count = 0 }) => {
    if (event === 'page-apply') counters.applied += count;
    if (event === 'write-call') counters.called += count;
  });
  const [simulated, runner] = await Promise.all([openDemoAccounts(), opening]);
  try {
    introduce(simulated);
    const parts = { runner, progress, signal, counters };
    const stories = await tellStory(parts, simulated.accounts);
    const ms = Math.round(performance.now() - began);
    for (const { account, report } of stories) showReport(account.connector.label, report);
    stories.forEach(showPromises);
    if (!stories.every(isGood)) process.exitCode = 1;
    if (!options.once && !signal.aborted) await keepSyncing(parts, simulated, configuration);
    if (options.json) print(toJson(stories, ms));
  } finally {
    await runner.close();
    await simulated.close();
  }
};

/** `concord demo`: a whole cycle both ways on seeded, messy data sets. */
export const demo = async (options: DemoOptions): Promise<void> =>
  runDemo(options, await configure());
