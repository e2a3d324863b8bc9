import { askForSyncs, recordActivities } from './ask-for-syncs.ts';
import { readOnce, writeAll } from './run-cycle.ts';
import type { Connected } from './story-parts.ts';
import type { Wanted } from './tell-asking.ts';

const askedAgain = 40;

/** A further cycle, with some records asked for again; answers whether the CRM stayed as it was. */
export const tellQuiet = (story: Connected, wanted: Wanted): Promise<boolean> => {
  const { runner, connection, runs, client, progress, signal } = story;
  const { companies, people } = wanted.knowledge;
  const known = {
    companies: companies.slice(0, askedAgain).map(({ domain }) => ({ domain })),
    people: people.slice(0, askedAgain).map(({ email }) => ({ email })),
  };
  const emails = wanted.activities.emails.slice(0, askedAgain);
  return progress.step({ title: 'a further cycle' }, async () => {
    const before = (await client.history()).length;
    runs.push(await readOnce(runner, connection.id, signal));
    const asked = await askForSyncs(runner.engine, known, {});
    const recorded = await recordActivities(runner.engine, { emails, tasks: [] });
    runs.push(...(await writeAll(runner, connection.id, signal)));
    const changes = (await client.history()).length - before;
    return [
      `A further cycle, ${asked.records.length + recorded.records.length} records asked for again: ${changes} changes`,
      changes === 0,
    ];
  });
};
