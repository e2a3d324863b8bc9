import type { Draft, RemoteObject } from '@concord/core/contract';
import { describeTask } from '../describe-task.ts';
import { hangingsOf } from '../draft-links.ts';
import { findCandidates } from '../find-candidates.ts';
import { findCreated, textOf, type Telling } from '../find-created.ts';
import { getRecords } from '../get-records.ts';
import { collectionMax, compositeMax, matchMax, pageMax, settleMs } from '../limits.ts';
import { toName } from '../query-text.ts';
import { listIds } from '../list-ids.ts';
import { proveRemoved } from '../prove-removed.ts';
import { readChanges } from '../read-changes.ts';
import { removeRecords } from '../remove-records.ts';
import { taskLayout } from '../task-layout.ts';
import { updateGuarded } from '../update-guarded.ts';
import { createRecords, updateRecords } from '../write-records.ts';
import type { ObjectShape } from './object-shape.ts';
import { uniqueKeyField } from './product-fields.ts';

const shape: ObjectShape = {
  name: toName('Task'),
  hasBin: true,
  canRetire: false,
  canMerge: false,
  canConvert: false,
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
  read: {
    pageMax,
    settleMs,
    page: readChanges(shape),
    ids: listIds(shape),
    removed: proveRemoved(shape),
  },
  write: {
    matchKeys: ['unique-key'],
    uniqueKeyField,
    matchMax,
    matchLagMs: 0,
    tieBreaks: { default: [{ prefer: 'latest', of: 'modifiedAt' }] },
    match: findCandidates(shape),
    get: getRecords(shape),
    create: { batchMax: collectionMax, call: createRecords(shape, toTask) },
    update: { batchMax: collectionMax, call: updateRecords(shape) },
    remove: { batchMax: collectionMax, call: removeRecords(shape) },
    guard: { kind: 'atomic', batchMax: compositeMax, call: updateGuarded(shape) },
    findCreated: findCreated(shape, telling),
  },
} satisfies RemoteObject;
