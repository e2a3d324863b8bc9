import type { Value } from '../store/table.ts';
import { systemChange } from './change-row.ts';
import { linkRecipients, recipientLists } from './link-email.ts';
import { refuse } from './record-error.ts';
import type { Place } from './release-person.ts';
import type { SaveRule, Saving } from './save-rule.ts';
import type { Work } from './work.ts';

const draft = '5';
const listNames: ReadonlySet<string> = new Set(recipientLists.map(([list]) => list));

const refuseLocked = (message: string, fields: readonly string[]): never =>
  refuse('INSUFFICIENT_ACCESS_OR_READONLY', message, { fields });

/** Salesforce: an email writes a task, which takes "Edit Tasks". [PUB]; the code [MEM] */
const checkTaskRights = ({ work }: Saving): void => {
  const task = work.org.table('Task').object;
  if (work.access.may('create', task) && work.access.may('edit', task)) return;
  refuseLocked('insufficient access rights on object id', []);
};

const checkNew = (saving: Saving): void => {
  const { work, settled } = saving;
  const isOfCase = settled('ParentId') !== null;
  if (settled('ActivityId') !== null && !isOfCase) {
    // Salesforce: only emails of cases may name their activity. [DOC]; the code [PUB]
    refuseLocked('insufficient access rights on cross-reference id', ['ActivityId']);
  }
  if (!work.org.rules.enhancedEmail && !isOfCase) {
    refuse('REQUIRED_FIELD_MISSING', 'Required fields are missing: [ParentId]', {
      fields: ['ParentId'],
    });
  }
  checkTaskRights(saving);
};

/** Salesforce: unless it is a draft, custom fields and IsExternallyVisible alone, and New to Read. [DOC]; the code [MEM] */
const checkLock = ({ work, table, row, values, given }: Saving): void => {
  const status = table.get(row, table.object.indexOf('Status') ?? -1);
  if (status === draft) return;
  const changed = [...values.keys()].flatMap((index) => table.object.fields[index] ?? []);
  const isFree = (name: string): boolean =>
    name === 'IsExternallyVisible' ||
    (name === 'Status' && status === '0' && given('Status') === '1') ||
    (listNames.has(name) && work.access.updatesEmailMessages);
  const locked = changed.filter((field) => !field.custom && !isFree(field.name));
  if (locked.length === 0) return;
  refuseLocked(
    'You can only edit an email message that is a draft',
    locked.map(({ name }) => name),
  );
};

const takeLists = ({ table, values }: Saving): Map<string, Value> => {
  const taken = new Map<string, Value>();
  for (const [list] of recipientLists) {
    const place = table.object.indexOf(list) ?? -1;
    const ids = values.get(place);
    if (ids !== undefined) taken.set(list, ids);
    values.delete(place);
  }
  return taken;
};

const personOf = (lists: ReadonlyMap<string, Value>): string | null => {
  const ids = String(lists.get('ToIds') ?? '').split(';');
  return ids.find((id) => id.startsWith('003') || id.startsWith('00Q')) ?? null;
};

const closedStatus = (work: Work): string | null =>
  work.org.rules.taskStatuses.find((one) => one.isClosed)?.apiName ?? null;

const dayOf = (seconds: number): string => new Date(seconds * 1000).toISOString().slice(0, 10);

// [MEM] The words of the subject, whose task it is, and that a draft has none before it is sent.
const logTask = (saving: Saving, lists: ReadonlyMap<string, Value>): void => {
  const { work, table, row, settled } = saving;
  const who = personOf(lists);
  const task = saving.create('Task', {
    Subject: `Email: ${String(settled('Subject') ?? '')}`.slice(0, 255).trim(),
    Description: settled('TextBody'),
    Status: closedStatus(work),
    Priority: 'Normal',
    Type: 'Email',
    TaskSubtype: 'Email',
    ActivityDate: dayOf(Number(settled('MessageDate') ?? work.stamp)),
    OwnerId: work.access.userId,
    WhoId: who,
    WhatId: who?.startsWith('00Q') === true ? null : settled('RelatedToId'),
  });
  const activity = new Map([[table.object.indexOf('ActivityId') ?? -1, task]]);
  systemChange(work, { table, row }, { values: activity, isStamped: false });
};

const listsOf = ({ table, row }: Saving): Map<string, Value> =>
  new Map(recipientLists.map(([list]) => [list, table.get(row, table.object.indexOf(list) ?? -1)]));

/** Checks an email, links it to its recipients, and logs it as a task once it is more than a draft. */
export const saveEmail: SaveRule = (saving) => {
  const { isNew, settled, table, row } = saving;
  const wasSent = !isNew && table.get(row, table.object.indexOf('Status') ?? -1) !== draft;
  if (isNew) checkNew(saving);
  else checkLock(saving);
  const lists = takeLists(saving);
  return () => {
    linkRecipients(saving, lists);
    const isOfCase = settled('ParentId') !== null;
    if (!wasSent && !isOfCase && settled('Status') !== draft) logTask(saving, listsOf(saving));
  };
};

/** The task of an email, which goes along when the email is deleted. [MEM] */
export const activityOf = (work: Work, { table, row }: Place): readonly Place[] => {
  const id = table.get(row, table.object.indexOf('ActivityId') ?? -1);
  const tasks = work.org.table('Task');
  const task = typeof id === 'string' ? tasks.rowOf(id) : undefined;
  return task === undefined ? [] : [{ table: tasks, row: task }];
};
