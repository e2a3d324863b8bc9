import { type Instant, type TaskContent, toInstant } from '../contract/index.ts';
import type { PlatformRecord } from '../platform/index.ts';
import { sentAtOf } from './email-content.ts';
import { textAt } from './text-at.ts';

/** A task of the platform, or an email that is recorded as one, in words that every CRM has. */
export const taskContent = (record: PlatformRecord): TaskContent =>
  record.object === 'emailMessage' ? fromEmail(record) : fromTask(record);

const fromTask = (task: PlatformRecord): TaskContent => ({
  kind: kindOf(textAt(task, 'type')),
  subject: textAt(task, 'subject') ?? '',
  note: textAt(task, 'note'),
  isDone: textAt(task, 'status') === 'COMPLETED',
  priority: priorityOf(textAt(task, 'priority')),
  dueAt: instantAt(task, 'dueAt'),
  endedAt: instantAt(task, 'endedAt'),
});

/** The text of the template is logged, and of a reply no content at all (R-EMAIL-4). */
const fromEmail = (email: PlatformRecord): TaskContent => ({
  kind: 'email',
  subject: textAt(email, 'subject') ?? '',
  note: textAt(email, 'direction') === 'reply' ? null : templateOf(email),
  isDone: true,
  priority: 'medium',
  dueAt: sentAtOf(email),
  endedAt: sentAtOf(email),
});

/** What a person wrote by hand has no template: its text is its own. */
const templateOf = (email: PlatformRecord): string | null =>
  textAt(email, 'template') ?? textAt(email, 'text');

const kindOf = (type: string | null): TaskContent['kind'] => {
  if (type === 'EMAIL' || type === 'REPLY_TO_EMAIL') return 'email';
  if (type === 'PHONE_CALL') return 'call';
  return type?.startsWith('LINKEDIN_') === true ? 'linkedin' : 'action';
};

/** CRMs have nothing above high (R-TASK-3). */
const priorityOf = (priority: string | null): TaskContent['priority'] => {
  if (priority === 'HIGH' || priority === 'URGENT') return 'high';
  return priority === 'LOW' ? 'low' : 'medium';
};

const instantAt = (task: PlatformRecord, key: string): Instant | null => {
  const value = textAt(task, key);
  return value === null ? null : toInstant(value);
};
