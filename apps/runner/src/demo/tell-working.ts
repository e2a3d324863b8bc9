import type { PlatformRecord } from '@concord/core/platform';
import { takeAnswer } from '../commands/take-answer.ts';
import { askForSyncs, recordActivities } from './ask-for-syncs.ts';
import { withOpens } from './platform-activities.ts';
import { createLatecomers } from './platform-knowledge.ts';
import { readOnce, writeAll } from './run-cycle.ts';
import type { Connected } from './story-parts.ts';
import { platformSeed, type Wanted } from './tell-asking.ts';

const [doneByRep, calledByDialer, deletedHere] = ['task-0', 'task-1', 'task-2'] as const;

const tried = 6;

const knownLeads = 30;

const taskNamed = async ({ runner }: Connected, key: string): Promise<PlatformRecord> => {
  const task = await runner.store.findRecord('task', key);
  if (task === null) throw new Error(`the platform has no ${key}`);
  return task;
};

const idsInCrm = async ({ runner }: Connected, recordId: string | null): Promise<string[]> =>
  (await runner.store.linksOf([recordId ?? ''])).map(({ crmId }) => crmId);

const idOf = (row: Record<string, unknown> | undefined): string => String(row?.['Id']);

/**
 * Whoever resembles a contact is refused by the org's duplicate rules. A lead with a website would
 * make another account of its domain, to which the choice among duplicates may move (R-DUP-5).
 */
const convertSome = async ({ client }: Connected): Promise<number> => {
  const [owner] = await client.query("SELECT Id FROM User WHERE Name = 'Sim Person'");
  const soql = `SELECT Id FROM Lead WHERE IsConverted = false AND Email != null AND Website = null LIMIT ${tried}`;
  let converted = 0;
  for (const lead of await client.query(soql)) {
    converted += Number(await client.convert(idOf(lead), idOf(owner)));
  }
  return converted;
};

/** In Salesforce a rep completes a task, a dialer logs a call, and leads are converted. */
const workInCrm = async (story: Connected): Promise<number> => {
  const { client } = story;
  const [taskId = ''] = await idsInCrm(story, (await taskNamed(story, doneByRep)).id);
  await client.edit('Task', taskId, { Status: 'Completed' });
  const { personId } = await taskNamed(story, calledByDialer);
  const [WhoId = ''] = await idsInCrm(story, personId);
  const call = { Subject: 'Call', TaskSubtype: 'Call', CallType: 'Outbound', WhoId };
  await client.create('Task', { ...call, Status: 'Completed' });
  return convertSome(story);
};

const listLeads = async ({ runner, connection }: Connected): Promise<string[]> => {
  const query = { connectionId: connection.id, crmObject: 'Lead', after: null, limit: knownLeads };
  const rows = await runner.store.listMirror(query);
  return rows.flatMap(({ keys }) => keys.flatMap((key) => (key.kind === 'email' ? key.value : [])));
};

/** On the platform a task is deleted, emails are opened, and a Play finds people, to become leads. */
const workOnPlatform = async (story: Connected, wanted: Wanted): Promise<void> => {
  const { engine } = story.runner;
  takeAnswer(await engine.deleteTask(deletedHere));
  await recordActivities(engine, { emails: withOpens(wanted.activities.emails), tasks: [] });
  takeAnswer(await engine.updateSettings(story.connection.id, { createAs: 'leads' }));
  const people = createLatecomers(await listLeads(story), platformSeed);
  await askForSyncs(engine, { companies: [], people }, {});
};

const countDone = async (story: Connected): Promise<number> => {
  const tasks = [await taskNamed(story, doneByRep), await taskNamed(story, calledByDialer)];
  return tasks.filter(({ fields }) => fields['status'] === 'COMPLETED').length;
};

/** Both sides go on working, and a further cycle brings each what the other did. */
export const tellWorking = (story: Connected, wanted: Wanted): Promise<null> => {
  const { runner, connection, runs, progress, signal } = story;
  return progress.step({ title: 'working' }, async () => {
    const converted = await workInCrm(story);
    await workOnPlatform(story, wanted);
    const read = await readOnce(runner, connection.id, signal);
    const written = await writeAll(runner, connection.id, signal);
    runs.push(read, ...written);
    const leads = written.reduce((sum, { counts }) => sum + (counts['Lead']?.created ?? 0), 0);
    const changed = Object.values(read.counts).reduce((sum, counts) => sum + counts.read, 0);
    const text =
      `Both sides went on: read ${changed.toLocaleString('en')} changes, ${converted} conversions of leads among them; ` +
      `${await countDone(story)} tasks done in Salesforce are done here, one deleted here is gone there, ${leads} new people became leads`;
    return [text, null];
  });
};
