import { askForSyncs } from './ask-for-syncs.ts';
import { readOnce, writeAll } from './run-cycle.ts';
import type { Connected, ConnectedAccount } from './story-parts.ts';
import type { Wanted } from './tell-asking.ts';
import { tellBeside } from './tell-beside.ts';

const askedAgain = 20;

/** What is asked for again and again: the first companies and people, without a word of news. */
export const withoutNews = ({ knowledge }: Wanted) => ({
  companies: knowledge.companies.slice(0, askedAgain).map(({ domain }) => ({ domain })),
  people: knowledge.people.slice(0, askedAgain).map(({ email }) => ({ email })),
});

const writtenIn = async (
  { runner, signal }: Connected,
  { connection, runs }: ConnectedAccount,
): Promise<number> => {
  const written = await writeAll(runner, connection.id, signal);
  runs.push(...written);
  return written
    .flatMap(({ counts }) => Object.values(counts))
    .reduce((sum, { created, updated }) => sum + created + updated, 0);
};

/** Reads everywhere, then writes what that taught; answers how many records took something. */
const share = async (story: Connected, wanted: Wanted): Promise<number[]> => {
  const { runner, accounts, signal } = story;
  await Promise.all(accounts.map(({ work }) => work.settle()));
  await Promise.all(
    accounts.map(async ({ connection, runs }) => {
      runs.push(await readOnce(runner, connection.id, signal));
    }),
  );
  await askForSyncs(runner.engine, withoutNews(wanted), {});
  return Promise.all(accounts.map((account) => writtenIn(story, account)));
};

const roundsMax = 4;

/**
 * What one CRM has taught the platform reaches the others, where they know nothing. A record that
 * is made there may hold what its CRM puts in by itself, which the next round takes on.
 */
export const tellSharing = (story: Connected, wanted: Wanted): Promise<null> =>
  story.progress.step({ title: 'sharing' }, async () => {
    const { accounts } = story;
    let taken = accounts.map(() => 0);
    let rounds = 0;
    for (let isNews = true; isNews && rounds < roundsMax; rounds += 1) {
      const news = await share(story, wanted);
      taken = taken.map((count, index) => count + (news[index] ?? 0));
      isNews = news.some((count) => count > 0);
    }
    const lines = await tellBeside(accounts, async (account) => {
      const count = taken[accounts.indexOf(account)] ?? 0;
      return `took on ${count.toLocaleString('en')} times what it had no value for`;
    });
    return [
      [`Each learned from the others, until nothing was new in round ${rounds}`, ...lines],
      null,
    ];
  });
