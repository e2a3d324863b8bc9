import { askForSyncs } from './ask-for-syncs.ts';
import { readOnce, writeAll } from './run-cycle.ts';
import type { Connected } from './story-parts.ts';
import type { Wanted } from './tell-asking.ts';

const askedAgain = 60;

/** A further cycle, with some records asked for again; answers whether the CRM stayed as it was. */
export const tellQuiet = (story: Connected, { knowledge }: Wanted): Promise<boolean> => {
  const { runner, connection, runs, client, progress, signal } = story;
  const known = {
    companies: knowledge.companies.slice(0, askedAgain).map(({ domain }) => ({ domain })),
    people: knowledge.people.slice(0, askedAgain).map(({ email }) => ({ email })),
  };
  return progress.step({ title: 'a further cycle' }, async () => {
    const before = (await client.history()).length;
    runs.push(await readOnce(runner, connection.id, signal));
    await askForSyncs(runner.engine, known, {});
    runs.push(...(await writeAll(runner, connection.id, signal)));
    const changes = (await client.history()).length - before;
    return [
      `A further cycle, ${askedAgain * 2} records asked for again: ${changes} changes`,
      changes === 0,
    ];
  });
};
