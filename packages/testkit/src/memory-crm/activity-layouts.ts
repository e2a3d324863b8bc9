import type { ActivityLayout } from '@concord/core/contract';
import { doneStatus } from './crm-objects.ts';

/** How tasks and emails look as a Task. */
export const taskLayout = {
  task: (task) => ({
    Subject: task.subject,
    Note: task.note,
    Kind: task.kind,
    Priority: task.priority,
    Status: task.isDone ? doneStatus : null,
    DueOn: task.dueAt?.slice(0, 10) ?? null,
  }),
  email: (email) => ({
    Subject: email.subject,
    Note: email.text,
    Kind: 'email',
    Status: doneStatus,
    DueOn: email.sentAt.slice(0, 10),
  }),
  read: (fields) =>
    fields['Kind'] === 'email'
      ? null
      : {
          isDone: fields['Status'] === doneStatus,
          endedAt: null,
          isCall: fields['Kind'] === 'call',
          people: typeof fields['PersonId'] === 'string' ? [fields['PersonId']] : [],
        },
} as const satisfies ActivityLayout;

/** How emails look as an Email. */
export const emailLayout = {
  email: (email) => ({
    MessageId: email.messageId,
    Subject: email.subject,
    Body: email.html,
    Sender: email.sender,
    Recipients: email.recipients.join('; '),
  }),
} as const satisfies ActivityLayout;
