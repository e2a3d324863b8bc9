import type {
  ActivityLayout,
  Fields,
  Instant,
  ObjectDescription,
  TaskContent,
  TaskState,
} from '@concord/core/contract';
import { fitFields } from './fit-fields.ts';

// Salesforce: `TaskSubtype`, by which lists and icons tell calls and emails from other tasks.
// developer.salesforce.com "Task", read 2026-11-21
const subtypes = { email: 'Email', call: 'Call', action: 'Task', linkedin: 'Task' } as const;
const emailSubtypes: readonly unknown[] = ['Email', 'ListEmail'];

const priorities = { low: 'Low', medium: 'Normal', high: 'High' } as const;

/** How tasks, emails among them, look as a Task of Salesforce (R-TASK-3, R-EMAIL-4). */
export const taskLayout = {
  task: (task, description) => fitFields(toTask(task, description), description),
  read: (fields) => toTaskState(fields),
} as const satisfies ActivityLayout;

const toTask = (task: TaskContent, description: ObjectDescription): Fields => ({
  Subject: task.subject,
  Description: task.note,
  TaskSubtype: subtypes[task.kind],
  Priority: offered(description, 'Priority', priorities[task.priority]),
  Status: task.isDone ? doneStatus(description) : null,
  ActivityDate: task.dueAt && toDay(task.dueAt),
});

// Salesforce: ActivityDate is a day, held as midnight in UTC whatever the user's time zone.
// developer.salesforce.com "Task", read 2026-11-22
const toDay = (instant: Instant): string => instant.slice(0, 10);

/** An organisation may name its statuses as it likes; where it says of none, its default stays. */
const doneStatus = ({ fields }: ObjectDescription): string | null =>
  fields.find(({ name }) => name === 'Status')?.doneChoices?.[0] ?? null;

/** A value, unless the organisation took it out of the field's choices: then its default stays. */
const offered = ({ fields }: ObjectDescription, name: string, value: string): string | null =>
  fields.find((field) => field.name === name)?.choices?.includes(value) === false ? null : value;

/** Emails are never completed from here, and Salesforce logs each EmailMessage as one (R-TASK-7). */
const toTaskState = (fields: Fields): TaskState | null => {
  const { TaskSubtype: subtype, CallType: callType, CompletedDateTime: endedAt } = fields;
  if (emailSubtypes.includes(subtype)) return null;
  const person = fields['WhoId'];
  return {
    isDone: fields['IsClosed'] === true,
    endedAt: typeof endedAt === 'string' ? (endedAt as Instant) : null,
    isCall: subtype === subtypes.call || typeof callType === 'string',
    people: typeof person === 'string' ? [person] : [],
  };
};
