import { takeAnswer } from '../commands/take-answer.ts';
import { askForSyncs, recordActivities } from './ask-for-syncs.ts';
import { withOpens } from './platform-activities.ts';
import { createLatecomers } from './platform-knowledge.ts';
import { readOnce, writeAll } from './run-cycle.ts';
import type { Connected, ConnectedAccount } from './story-parts.ts';
import { platformSeed, type Wanted } from './tell-asking.ts';
import { tellBeside } from './tell-beside.ts';
import { countDone, workInCrm } from './work-in-crm.ts';

const deletedHere = 'task-2';

const knownLatecomers = 30;

/** Addresses of some who are already there what a latecomer would become. */
const listKnown = async (
  { runner }: Connected,
  { connection, crm }: ConnectedAccount,
): Promise<string[]> => {
  const at = { connectionId: connection.id, crmObject: crm.latecomers.object };
  const rows = await runner.store.listMirror({ ...at, after: null, limit: knownLatecomers });
  return rows.flatMap(({ keys }) => keys.flatMap((key) => (key.kind === 'email' ? key.value : [])));
};

/** On the platform a task is deleted, emails are opened, and a Play finds more people. */
const workOnPlatform = async (story: Connected, wanted: Wanted): Promise<void> => {
  const { engine } = story.runner;
  takeAnswer(await engine.deleteTask(deletedHere));
  await recordActivities(engine, { emails: withOpens(wanted.activities.emails), tasks: [] });
  for (const { connection, crm } of story.accounts) {
    takeAnswer(await engine.updateSettings(connection.id, crm.latecomers.settings));
  }
  const [first] = story.accounts;
  const known = first === undefined ? [] : await listKnown(story, first);
  await askForSyncs(engine, { companies: [], people: createLatecomers(known, platformSeed) }, {});
};

const catchUp = async (
  story: Connected,
  account: ConnectedAccount,
  tidied: number,
): Promise<string> => {
  const { connection, crm, runs } = account;
  const read = await readOnce(story.runner, connection.id, story.signal);
  const written = await writeAll(story.runner, connection.id, story.signal);
  runs.push(read, ...written);
  const { object, words } = crm.latecomers;
  const late = written.reduce((sum, { counts }) => sum + (counts[object]?.created ?? 0), 0);
  const changed = Object.values(read.counts).reduce((sum, counts) => sum + counts.read, 0);
  return (
    `read ${changed.toLocaleString('en')} changes, ${tidied} ${crm.tidied} among them; ` +
    `${await countDone(story, account)} tasks done there are done here, ${late} new people became ${words}`
  );
};

/** All sides go on working, and a further cycle brings each what the others did. */
export const tellWorking = (story: Connected, wanted: Wanted): Promise<null> =>
  story.progress.step({ title: 'working' }, async () => {
    const working = story.accounts.map((account) => workInCrm(story, account));
    await workOnPlatform(story, wanted);
    const tidied = await Promise.all(working);
    const lines = await tellBeside(story.accounts, (account) =>
      catchUp(story, account, tidied[story.accounts.indexOf(account)] ?? 0),
    );
    return [['All sides went on; a task that was deleted here is gone everywhere', ...lines], null];
  });
