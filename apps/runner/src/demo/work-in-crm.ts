import type { PlatformRecord } from '@concord/core/platform';
import type { Connected, ConnectedAccount } from './story-parts.ts';

/** Each CRM's people see to tasks of their own: these are as many of each kind apart. */
const kindsOfTasks = 5;

/** Keys of the tasks that the people of the CRM at this place see to. */
const tasksOf = (place: number): { readonly done: string; readonly called: string } => ({
  done: `task-${place * kindsOfTasks}`,
  called: `task-${place * kindsOfTasks + 1}`,
});

const taskNamed = async ({ runner }: Connected, key: string): Promise<PlatformRecord> => {
  const task = await runner.store.findRecord('task', key);
  if (task === null) throw new Error(`the platform has no ${key}`);
  return task;
};

const idInCrm = async (
  { runner }: Connected,
  { connection }: ConnectedAccount,
  recordId: string | null,
): Promise<string> => {
  const links = await runner.store.linksOf([recordId ?? '']);
  return links.find(({ connectionId }) => connectionId === connection.id)?.crmId ?? '';
};

/** In the CRM a rep completes a task, a dialer logs a call, and somebody tidies up. */
export const workInCrm = async (story: Connected, account: ConnectedAccount): Promise<number> => {
  const { work } = account;
  const { done, called } = tasksOf(story.accounts.indexOf(account));
  const task = await taskNamed(story, done);
  await work.completeTask(await idInCrm(story, account, task.id));
  const { personId } = await taskNamed(story, called);
  await work.logCall?.(await idInCrm(story, account, personId));
  const tidied = await work.tidyUp();
  await work.settle();
  return tidied;
};

/** How many tasks are done on the platform that people of this CRM have done. */
export const countDone = async (story: Connected, account: ConnectedAccount): Promise<number> => {
  const keys = Object.values(tasksOf(story.accounts.indexOf(account)));
  const tasks = await Promise.all(keys.map((key) => taskNamed(story, key)));
  return tasks.filter(({ fields }) => fields['status'] === 'COMPLETED').length;
};
