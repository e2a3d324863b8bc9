import type { Value } from '../store/table.ts';
import { changeRow } from './change-row.ts';
import type { Place } from './release-person.ts';
import type { Work } from './work.ts';

const read = ({ table, row }: Place, name: string): Value =>
  table.get(row, table.object.indexOf(name) ?? -1);

const placeOf = (work: Work, object: string, id: Value): Place | null => {
  const table = work.org.table(object);
  const row = typeof id === 'string' ? table.rowOf(id) : undefined;
  return row !== undefined && table.isLive(row) ? { table, row } : null;
};

/**
 * Makes a person who is linked to an email later the one of its task, if that has none: so an email that came in gets
 * its sender. [PUB] that the link puts the email among the person's activities; that it is by WhoId [MEM].
 */
export const givePerson = (work: Work, messageId: Value, person: string): void => {
  const kind = work.org.schema.byPrefix(person.slice(0, 3))?.name;
  if (kind !== 'Contact' && kind !== 'Lead') return;
  const message = placeOf(work, 'EmailMessage', messageId);
  const task = message && placeOf(work, 'Task', read(message, 'ActivityId'));
  if (!task || read(task, 'WhoId') !== null) return;
  const isAboutNothing = read(task, 'WhatId') === null;
  if (kind === 'Lead' && !isAboutNothing) return;
  const { object } = task.table;
  const values = new Map<number, Value>([[object.indexOf('WhoId') ?? -1, person]]);
  const contact = kind === 'Contact' ? placeOf(work, 'Contact', person) : null;
  if (contact && isAboutNothing) {
    values.set(object.indexOf('AccountId') ?? -1, read(contact, 'AccountId'));
  }
  changeRow(work, { ...task, kind: 'updated' }, { values });
};
