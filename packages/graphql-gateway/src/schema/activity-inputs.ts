import type { EmailInput, TaskInput } from '@concord/core/engine';
import { builder } from './builder.ts';
import { type CommonValues, commonInputs, type Input, valuesOf } from './common-inputs.ts';

interface ActivityShape extends CommonValues {
  readonly id: string;
  readonly person: string;
}

/** An email to store and to record. */
export const EmailMessageInputType: Input<ActivityShape> = builder
  .inputRef<ActivityShape>('EmailMessageInput')
  .implement({
    description:
      'An email; the first time `messageId`, `direction`, `origin`, `sender`, `recipients` and `sentAt` are required, later only what changed.',
    fields: (t) => ({
      id: t.id({ required: true, description: "The platform's own id of it." }),
      person: t.string({ required: true, description: 'Whom it is with: an email address.' }),
      ...commonInputs(t, 'emailMessage'),
    }),
  });

/** A task to store and to write. */
export const TaskInputType: Input<ActivityShape> = builder
  .inputRef<ActivityShape>('TaskInput')
  .implement({
    description:
      'A task; the first time `type`, `status` and `subject` are required, later only what changed.',
    fields: (t) => ({
      id: t.id({ required: true, description: "The platform's own id of it." }),
      person: t.string({ required: true, description: 'Whom it is about: an email address.' }),
      ...commonInputs(t, 'task'),
    }),
  });

/** The email as the engine takes it. */
export const toEmailMessage = (email: ActivityShape): EmailInput => ({
  id: email.id,
  person: email.person,
  fields: valuesOf('emailMessage', email),
});

/** The task as the engine takes it. */
export const toTask = (task: ActivityShape): TaskInput => ({
  id: task.id,
  person: task.person,
  fields: valuesOf('task', task),
});
