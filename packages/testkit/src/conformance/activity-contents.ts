import { toInstant, type EmailContent, type TaskContent } from '@concord/core/contract';

/** A task for a rep to do. */
export const callTask: TaskContent = {
  kind: 'call',
  subject: 'Call about engines',
  note: 'Ask for Ada.',
  isDone: false,
  priority: 'high',
  dueAt: toInstant(Date.parse('2026-04-01T12:00:00Z')),
  endedAt: null,
};

/** An email that is recorded as a task. */
export const emailTask: TaskContent = {
  ...callTask,
  kind: 'email',
  subject: 'About engines',
  note: 'Dear Ada',
  isDone: true,
  endedAt: callTask.dueAt,
};

/** An email that was sent to a person. */
export const sentEmail: EmailContent = {
  messageId: '<sent-1@platform.example>',
  threadId: 'thread-1',
  direction: 'outbound',
  subject: 'About engines',
  html: '<p>Dear Ada</p>',
  text: 'Dear Ada',
  sentAt: toInstant(Date.parse('2026-03-24T09:00:00Z')),
  sender: 'rep@platform.example',
  recipients: ['person1@acme.example'],
};

/** What the person answered. */
export const replyEmail: EmailContent = {
  ...sentEmail,
  messageId: '<reply-1@acme.example>',
  direction: 'reply',
  subject: 'Re: About engines',
  sender: 'person1@acme.example',
  recipients: ['rep@platform.example'],
};
