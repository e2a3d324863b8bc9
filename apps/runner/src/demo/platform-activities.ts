import type { EmailInput, TaskInput } from '@concord/core/engine';
import { latecomer } from './platform-knowledge.ts';

/** What the platform does with people, which the CRM is to hold. */
export interface PlatformActivities {
  readonly emails: readonly EmailInput[];
  readonly tasks: readonly TaskInput[];
}

/** People by email address, and what another integration has recorded. */
export interface ActivityPeople {
  readonly people: readonly string[];
  /** Message ids of emails that another integration has recorded, one of each CRM. */
  readonly foreignMessageIds: readonly string[];
}

const counts = { automatic: 40, manual: 8, replies: 8, tasks: 30 };

const reps = ['sim.person@sim.example', 'rosa.marino@sim.example', 'nobody@sim.example'];

const repOf = (index: number): string => reps[index % reps.length] ?? '';

const messageIdOf = (id: string): string => `<${id}@platform.example>`;

const email = (
  id: string,
  person: string,
  fields: EmailInput['fields'] & { readonly rep: string },
): EmailInput => {
  const { rep, ...others } = fields;
  return {
    id,
    person,
    fields: {
      messageId: messageIdOf(id),
      threadId: id,
      direction: 'outbound',
      origin: 'automatic',
      sender: rep,
      recipients: person,
      subject: 'A quick question',
      html: '<p>Shall we talk next week?</p>',
      template: 'Shall we talk {{when}}?',
      sentAt: '2026-03-24T10:00:00.000Z',
      enrolledByPlay: 'New funding, new tools',
      ...others,
    },
  };
};

const reply = (to: EmailInput, index: number): EmailInput =>
  email(`reply-${index}`, to.person, {
    rep: to.person,
    direction: 'reply',
    threadId: to.id,
    inReplyTo: messageIdOf(to.id),
    recipients: repOf(index),
    subject: 'Re: A quick question',
    html: '<p>Yes, Tuesday.</p>',
  });

const createEmails = ({ people, foreignMessageIds }: ActivityPeople): EmailInput[] => {
  const outbound = people
    .slice(0, counts.automatic)
    .map((person, index) => email(`email-${index}`, person, { rep: repOf(index) }));
  const manual = people
    .slice(0, counts.manual)
    .map((person, index) =>
      email(`manual-${index}`, person, { rep: repOf(index), origin: 'manual' }),
    );
  const [first = ''] = people;
  return [
    ...outbound,
    ...manual,
    ...outbound.slice(0, counts.replies).map(reply),
    // What is not to be written, or not yet.
    email('outside', first, { rep: repOf(0), origin: 'outside' }),
    ...foreignMessageIds.map((messageId, index) =>
      email(`foreign-${index}`, first, { rep: repOf(0), messageId }),
    ),
    email('early', latecomer, { rep: repOf(0) }),
  ];
};

const kinds = [
  ['ACTION_ITEM', 'READY'],
  ['PHONE_CALL', 'READY'],
  ['LINKEDIN_SEND_MESSAGE', 'READY'],
  ['REPLY_TO_EMAIL', 'COMPLETED'],
  ['EMAIL', 'READY'],
] as const;

const priorities = ['LOW', 'MEDIUM', 'HIGH', 'URGENT'];

const task = (person: string, index: number): TaskInput => {
  const [type, status] = kinds[index % kinds.length] ?? kinds[0];
  return {
    id: `task-${index}`,
    person,
    fields: {
      type,
      status,
      subject: `Next step ${index}`,
      note: 'Planned by the platform',
      priority: priorities[index % priorities.length] ?? 'MEDIUM',
      dueAt: '2026-04-02T10:00:00.000Z',
      assignee: repOf(index),
      ...(status === 'COMPLETED' ? { endedAt: '2026-03-24T10:00:00.000Z' } : {}),
    },
  };
};

/** Emails of every origin, replies and tasks of every type, each about one of the people. */
export const createActivities = (about: ActivityPeople): PlatformActivities => ({
  emails: createEmails(about),
  tasks: about.people.slice(0, counts.tasks).map(task),
});

/** What became of the first emails since: the people opened them and followed a link. */
export const withOpens = (emails: readonly EmailInput[]): EmailInput[] =>
  emails.slice(0, counts.replies).map((one) => ({
    ...one,
    fields: { isOpened: true, firstOpenedAt: '2026-03-24T11:00:00.000Z', clickCount: 1 },
  }));
