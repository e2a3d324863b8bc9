import { askForSyncs } from './ask-for-syncs.ts';
import { readOnce, writeAll } from './run-cycle.ts';
import type { Connected, ConnectedAccount } from './story-parts.ts';
import type { Wanted } from './tell-asking.ts';
import { tellBeside } from './tell-beside.ts';

const shareWith = async (
  { runner, signal }: Connected,
  { connection, runs }: ConnectedAccount,
): Promise<string> => {
  const written = await writeAll(runner, connection.id, signal);
  runs.push(...written);
  const counts = written.flatMap((run) => Object.values(run.counts));
  const [taken, alike] = (['updated', 'unchanged'] as const).map((name) =>
    counts.reduce((sum, count) => sum + count[name], 0).toLocaleString('en'),
  );
  return `${taken} records took what it did not know; ${alike} were left alone`;
};

/** What one CRM has taught the platform reaches the others, where they know nothing. */
export const tellSharing = (story: Connected, { knowledge }: Wanted): Promise<null> =>
  story.progress.step({ title: 'sharing' }, async () => {
    const { runner, accounts, signal } = story;
    for (const { connection, runs } of accounts) {
      runs.push(await readOnce(runner, connection.id, signal));
    }
    const companies = knowledge.companies.map(({ domain }) => ({ domain }));
    const people = knowledge.people.map(({ email }) => ({ email }));
    await askForSyncs(runner.engine, { companies, people }, {});
    const lines = await tellBeside(accounts, (account) => shareWith(story, account));
    return [['What one of them taught reached the other where it was empty', ...lines], null];
  });
