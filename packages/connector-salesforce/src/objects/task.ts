import type { Draft, RemoteObject } from '@concord/core/contract';
import { describeTask } from '../describe-task.ts';
import { hangingsOf } from '../draft-links.ts';
import { findCreated, textOf, type Telling } from '../find-created.ts';
import { collectionMax } from '../limits.ts';
import { toName } from '../query-text.ts';
import { taskLayout } from '../task-layout.ts';
import { createRecords } from '../write-records.ts';
import { matchBy } from './match-by.ts';
import type { ObjectShape } from './object-shape.ts';
import { removeUntouched } from './remove-untouched.ts';
import { readWithRemovals } from './read-with-removals.ts';
import { saveGuarded } from './save-guarded.ts';

const shape: ObjectShape = {
  name: toName('Task'),
  fates: ['binned'],
  // Only what becomes of our own tasks matters, and calls that are made from here on (R-TASK-5).
  history: 'none',
};

/** One task of a person among others with the same subject. */
const telling: Telling = {
  where: (draft) => ({
    WhoId: hangingsOf(draft).person?.id ?? null,
    Subject: textOf(draft.fields['Subject']),
  }),
  apart: ['Subject', 'TaskSubtype', 'ActivityDate', 'Description'],
};

/** A new task with its lookups; an owner that is not known is left to Salesforce. */
const toTask = (draft: Draft) => {
  const { person, company, owner } = hangingsOf(draft);
  return {
    ...draft.fields,
    ...(person && { WhoId: person.id }),
    ...(company && { WhatId: company.id }),
    ...(owner && { OwnerId: owner.id }),
  };
};

/** Something to do or done: our tasks, manual emails, and calls that a dialer logs. */
export const task = {
  represents: 'task',
  keyFields: {},
  company: null,
  activities: taskLayout,
  alwaysRead: [
    'WhoId',
    'Subject',
    'Description',
    'Status',
    'Priority',
    'ActivityDate',
    'IsClosed',
    'CompletedDateTime',
    'TaskSubtype',
    'CallType',
  ],
  defaultMapping: {},
  units: [],
  describe: describeTask(shape),
  read: readWithRemovals(shape),
  write: {
    ...matchBy(shape, ['unique-key']),
    ...saveGuarded(shape),
    create: { batchMax: collectionMax, call: createRecords(shape, toTask) },
    ...removeUntouched(shape, []),
    findCreated: findCreated(shape, telling),
  },
} satisfies RemoteObject;
