import type { Table, Value } from '../store/table.ts';
import { systemChange } from './change-row.ts';
import { refuse } from './record-error.ts';
import type { SaveRule, Saving } from './save-rule.ts';
import type { Work } from './work.ts';

const daySeconds = 86_400;

const isClosed = (work: Work, status: Value): boolean =>
  work.org.rules.taskStatuses.some((one) => one.apiName === status && one.isClosed);

const readOf = (work: Work, id: Value, field: string): Value => {
  const object = typeof id === 'string' ? work.org.schema.byPrefix(id.slice(0, 3)) : undefined;
  const index = object?.indexOf(field);
  const table = object && work.org.table(object.name);
  const row = table?.rowOf(String(id));
  return table && index !== undefined && row !== undefined ? table.get(row, index) : null;
};

/** The account of a task: the one it is about, else that of what it is about, else that of its contact. */
const accountOf = ({ work, settled }: Saving): Value => {
  const [what, who] = [settled('WhatId'), settled('WhoId')];
  if (typeof what === 'string') {
    return what.startsWith('001') ? what : readOf(work, what, 'AccountId');
  }
  return readOf(work, who, 'AccountId');
};

/** Salesforce: a task of a lead is about nothing else. [MEM] the code. */
const checkRelations = ({ settled }: Saving): void => {
  const who = settled('WhoId');
  if (typeof who !== 'string' || !who.startsWith('00Q') || settled('WhatId') === null) return;
  refuse(
    'FIELD_INTEGRITY_EXCEPTION',
    'Related To ID: a task or event that is related to a lead cannot be related to another record',
    { fields: ['WhatId'] },
  );
};

const fillStatus = ({ work, isNew, given, put }: Saving): void => {
  if (!isNew || given('Status') !== undefined) return;
  const statuses = work.org.rules.taskStatuses;
  put('Status', (statuses.find((one) => one.isDefault) ?? statuses[0])?.apiName ?? null);
};

const noteCompletion = ({ work, isNew, settled, table, row, put }: Saving): boolean => {
  const before = isNew ? null : table.get(row, table.object.indexOf('Status') ?? -1);
  const [was, is] = [isClosed(work, before), isClosed(work, settled('Status'))];
  if (is && !was) put('CompletedDateTime', work.stamp);
  if (was && !is) put('CompletedDateTime', null);
  return is;
};

const noteActivity = (work: Work, id: Value, day: string): void => {
  const object = typeof id === 'string' ? work.org.schema.byPrefix(id.slice(0, 3)) : undefined;
  const index = object?.indexOf('LastActivityDate');
  const table: Table | undefined = object && work.org.table(object.name);
  const row = table?.rowOf(String(id));
  if (!table || index === undefined || row === undefined || !table.isLive(row)) return;
  const last = table.get(row, index);
  if (last !== null && String(last) >= day) return;
  const isStamped = work.org.rules.activityStamps;
  systemChange(work, { table, row }, { values: new Map([[index, day]]), isStamped });
};

/** Salesforce: LastActivityDate is the latest due day of a closed task; setting it moves SystemModstamp alone. [PUB] */
const noteLastActivity = ({ work, settled }: Saving): void => {
  const completed = Number(settled('CompletedDateTime') ?? work.stamp);
  const today = new Date(Math.floor(completed / daySeconds) * daySeconds * 1000);
  const day = String(settled('ActivityDate') ?? today.toISOString().slice(0, 10));
  const related = [settled('WhoId'), settled('WhatId'), settled('AccountId')];
  for (const id of new Set(related)) noteActivity(work, id, day);
};

/** Fills in what Salesforce works out of a task, and dates the records that a closed one is about. */
export const saveTask: SaveRule = (saving) => {
  checkRelations(saving);
  fillStatus(saving);
  if (saving.given('IsReminderSet') === undefined) {
    const reminder = saving.given('ReminderDateTime');
    if (reminder !== undefined) saving.put('IsReminderSet', reminder !== null);
  }
  const isDone = noteCompletion(saving);
  const isMoved = saving.given('WhoId') !== undefined || saving.given('WhatId') !== undefined;
  if (saving.isNew || isMoved) saving.put('AccountId', accountOf(saving));
  return isDone ? () => noteLastActivity(saving) : undefined;
};
