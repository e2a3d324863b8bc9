import type { RemoteObject } from '@concord/core/contract';
import type { Ask } from '../client.ts';
import { describeObject } from '../describe-object.ts';
import { findCreated } from '../find-created.ts';
import { toName } from '../query-text.ts';
import { taskLayout } from '../task-layout.ts';
import { matchBy } from './match-by.ts';
import type { ObjectShape } from './object-shape.ts';
import { removeUntouched } from './remove-untouched.ts';
import { readWithRemovals } from './read-with-removals.ts';
import { saveGuarded } from './save-guarded.ts';

const shapeOn = (ask: Ask): ObjectShape => ({
  ask,
  name: 'tasks',
  modified: toName('hs_lastmodifieddate'),
  mergedIds: [],
  // Only what becomes of our own tasks matters (R-TASK-5).
  history: 'none',
  listed: [],
});

/** One task of a person among others. */
const apart = ['hs_task_subject', 'hs_task_type', 'hs_timestamp', 'hs_task_body'] as const;

/** Something to do or done: our tasks. */
export const tasks = (ask: Ask) => {
  const shape = shapeOn(ask);
  return {
    represents: 'task',
    keyFields: {},
    company: null,
    activities: taskLayout,
    alwaysRead: [
      'hs_timestamp',
      'hs_task_subject',
      'hs_task_body',
      'hs_task_status',
      'hs_task_priority',
      'hs_task_type',
      'hs_task_is_completed',
      'hs_task_completion_date',
    ],
    defaultMapping: {},
    units: [],
    describe: describeObject(shape),
    read: readWithRemovals(shape),
    write: {
      ...matchBy(shape, ['unique-key']),
      matchLagMs: 0,
      ...saveGuarded(shape),
      ...removeUntouched(shape, []),
      findCreated: findCreated(shape, apart),
    },
  } satisfies RemoteObject;
};
