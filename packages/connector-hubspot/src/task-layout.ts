import {
  toInstant,
  type ActivityLayout,
  type Fields,
  type FieldValue,
  type Instant,
  type ObjectDescription,
  type TaskContent,
  type TaskState,
} from '@concord/core/contract';
import { fitFields } from './fit-fields.ts';

// HubSpot: `hs_task_type`; LinkedIn's is there where the portal offers it.
// developers.hubspot.com "Tasks", read 2026-11-21
const types = { email: 'EMAIL', call: 'CALL', action: 'TODO', linkedin: 'LINKED_IN' } as const;

const priorities = { low: 'LOW', medium: 'MEDIUM', high: 'HIGH' } as const;

/** The `hs_task_status` of a task that is done. */
export const doneStatus = 'COMPLETED';

/** How tasks look as a task of HubSpot (R-TASK-3). */
export const taskLayout = {
  task: (task, description) => fitFields(toTask(task, description), description),
  read: (fields) => toTaskState(fields),
} as const satisfies ActivityLayout;

/** HubSpot notes the time of completion by itself. */
const toTask = (task: TaskContent, description: ObjectDescription): Fields => ({
  hs_task_subject: task.subject,
  hs_task_body: task.note === null ? null : toHtml(task.note),
  hs_task_type: offered(description, 'hs_task_type', types[task.kind]) ?? types.action,
  hs_task_priority: offered(description, 'hs_task_priority', priorities[task.priority]),
  hs_task_status: task.isDone ? doneStatus : 'NOT_STARTED',
  hs_timestamp: task.dueAt ?? task.endedAt,
});

const marks: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '\n': '<br>',
};

// HubSpot: `hs_task_body` is HTML. developers.hubspot.com "Tasks", read 2026-11-21
const toHtml = (text: string): string =>
  text.replaceAll('\r\n', '\n').replaceAll(/[&<>\n]/g, (mark) => marks[mark] ?? mark);

/** A value, unless the portal took it out of the property's options. */
const offered = ({ fields }: ObjectDescription, name: string, value: string): string | null =>
  fields.find((field) => field.name === name)?.choices?.includes(value) === false ? null : value;

/** Emails are never completed from here (R-TASK-7), and calls of dialers complete none (R-TASK-6). */
const toTaskState = (fields: Fields): TaskState | null => {
  if (fields['hs_task_type'] === types.email) return null;
  return {
    isDone:
      fields['hs_task_status'] === doneStatus || String(fields['hs_task_is_completed']) === 'true',
    endedAt: instantOf(fields['hs_task_completion_date'] ?? null),
    isCall: false,
    people: [],
  };
};

const instantOf = (value: FieldValue): Instant | null => {
  const ms = typeof value === 'string' ? Date.parse(value) : NaN;
  return Number.isNaN(ms) ? null : toInstant(ms);
};
