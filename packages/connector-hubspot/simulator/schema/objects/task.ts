import {
  calculated,
  choice,
  decimal,
  flag,
  html,
  inGroup,
  moment,
  readOnly,
  text,
} from '../make-property.ts';
import type { Property } from '../property.ts';
import { activityDates, ownerProperties, systemProperties } from './shared-properties.ts';

const task: readonly Property[] = [
  moment(['hs_timestamp', 'Due date']),
  text(['hs_task_subject', 'Task Title']),
  html(['hs_task_body', 'Task Notes']),
  choice(
    ['hs_task_status', 'Task Status'],
    [
      'NOT_STARTED=Not started',
      'IN_PROGRESS=In progress',
      'WAITING=Waiting',
      'COMPLETED=Completed',
      'DEFERRED=Deferred',
    ],
  ),
  choice(['hs_task_priority', 'Priority'], ['NONE=None', 'LOW=Low', 'MEDIUM=Medium', 'HIGH=High']),
  choice(
    ['hs_task_type', 'Task Type'],
    [
      'TODO=To-do',
      'CALL=Call',
      'EMAIL=Email',
      'LINKED_IN=LinkedIn',
      'LINKED_IN_CONNECT=LinkedIn: connection request',
      'LINKED_IN_MESSAGE=LinkedIn: InMail',
    ],
  ),
  text(['hs_task_reminders', 'Reminders']),
  text(['hs_queue_membership_ids', 'Queues']),
];

const worked: readonly Property[] = [
  ...activityDates,
  readOnly(moment(['hs_task_completion_date', 'Completed at'])),
  readOnly(decimal(['hs_task_completion_count', 'Completion count'])),
  calculated(flag(['hs_task_is_completed', 'Is Task Completed'])),
  readOnly(flag(['hs_task_missed_due_date', 'Has been overdue'])),
];

/** The properties of tasks. */
export const taskProperties: readonly Property[] = inGroup('task', [
  ...task,
  ...ownerProperties,
  ...worked,
  ...systemProperties,
]);
