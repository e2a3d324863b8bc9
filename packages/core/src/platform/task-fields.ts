import type { PlatformField } from './field.ts';

/** What a task can be about; the first two are emails and never written before they are done. */
export const taskTypes = [
  'EMAIL',
  'REPLY_TO_EMAIL',
  'ACTION_ITEM',
  'PHONE_CALL',
  'LINKEDIN_SEND_MESSAGE',
  'LINKEDIN_SEND_CONNECTION_REQUEST',
  'LINKEDIN_VIEW_PROFILE',
] as const;

/** How far a task is; `DELETED` is one that the platform holds no more. */
export const taskStatuses = [
  'NOT_READY',
  'READY',
  'COMPLETED',
  'SKIPPED',
  'CANCELED',
  'DELETED',
] as const;

/** How urgent a task is; CRMs have no more than high (R-TASK-3). */
export const taskPriorities = ['LOW', 'MEDIUM', 'HIGH', 'URGENT'] as const;

/** Fields of a task, in the order people see them. */
export const taskFields = [
  { key: 'subject', label: 'Subject', type: 'text' },
  { key: 'note', label: 'Note', type: 'text' },
  { key: 'type', label: 'Type', type: 'text', choices: taskTypes },
  { key: 'status', label: 'Status', type: 'text', choices: taskStatuses },
  { key: 'priority', label: 'Priority', type: 'text', choices: taskPriorities },
  { key: 'dueAt', label: 'Due At', type: 'instant' },
  { key: 'endedAt', label: 'Ended At', type: 'instant' },
  { key: 'assignee', label: 'Assignee', type: 'text' },
] as const satisfies readonly PlatformField[];
