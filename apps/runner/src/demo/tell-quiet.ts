import { askForSyncs, recordActivities } from './ask-for-syncs.ts';
import { readOnce, writeAll } from './run-cycle.ts';
import type { Connected, ConnectedAccount } from './story-parts.ts';
import type { Wanted } from './tell-asking.ts';
import { tellBeside } from './tell-beside.ts';
import { withoutNews } from './tell-sharing.ts';

const emailsAgain = 40;

const askAgain = async ({ runner }: Connected, wanted: Wanted): Promise<number> => {
  const emails = wanted.activities.emails.slice(0, emailsAgain);
  const asked = await askForSyncs(runner.engine, withoutNews(wanted), {});
  const recorded = await recordActivities(runner.engine, { emails, tasks: [] });
  return asked.records.length + recorded.records.length;
};

/** What we changed; a CRM may also change by itself. */
const countOurs = async ({ work, connection }: ConnectedAccount): Promise<number> =>
  (await work.history()).filter(({ user }) => user === connection.userId).length;

/** A further cycle, with some records asked for again; answers where we changed nothing. */
export const tellQuiet = (
  story: Connected,
  wanted: Wanted,
): Promise<ReadonlySet<ConnectedAccount>> => {
  const { runner, accounts, progress, signal } = story;
  return progress.step({ title: 'a further cycle' }, async () => {
    const quiet = new Set<ConnectedAccount>();
    const before = new Map<ConnectedAccount, number>();
    await Promise.all(
      accounts.map(async (account) => {
        before.set(account, await countOurs(account));
        account.runs.push(await readOnce(runner, account.connection.id, signal));
      }),
    );
    const count = await askAgain(story, wanted);
    const lines = await tellBeside(accounts, async (account) => {
      account.runs.push(...(await writeAll(runner, account.connection.id, signal)));
      const changes = (await countOurs(account)) - (before.get(account) ?? 0);
      if (changes === 0) quiet.add(account);
      return `${changes} changes`;
    });
    return [[`A further cycle, ${count} records asked for again of each`, ...lines], quiet];
  });
};
