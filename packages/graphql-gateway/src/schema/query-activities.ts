import { findActivity } from '../find-activity.ts';
import { builder } from './builder.ts';
import { EmailMessageConnectionType } from './email-message-type.ts';
import { pageArgs } from './page-args.ts';
import { pageComplexity, toConnection, toPageQuery } from './page.ts';
import { EmailMessageType, TaskType } from './record-refs.ts';
import { TaskConnectionType } from './task-type.ts';

const EmailMessageFilterInput = builder.inputType('EmailMessageFilter', {
  description: 'Which emails to list.',
  fields: (t) => ({ personId: t.id({ description: 'With this person.' }) }),
});

const TaskFilterInput = builder.inputType('TaskFilter', {
  description: 'Which tasks to list.',
  fields: (t) => ({ personId: t.id({ description: 'About this person.' }) }),
});

const toPerson = (filter: { readonly personId?: string | null | undefined } | null | undefined) =>
  filter?.personId == null ? {} : { personId: filter.personId };

const idDescription = "Its id, or the platform's own id of it.";

builder.queryFields((t) => ({
  emailMessage: t.field({
    type: EmailMessageType,
    nullable: true,
    description: 'One email; null when there is none with this id.',
    args: { id: t.arg.id({ required: true, description: idDescription }) },
    resolve: (_root, { id }, context) => findActivity('emailMessage', id, context),
  }),
  task: t.field({
    type: TaskType,
    nullable: true,
    description: 'One task; null when there is none with this id.',
    args: { id: t.arg.id({ required: true, description: idDescription }) },
    resolve: (_root, { id }, context) => findActivity('task', id, context),
  }),
  emailMessages: t.field({
    type: EmailMessageConnectionType,
    description: 'The emails of the platform, in a stable order.',
    complexity: pageComplexity,
    args: {
      filter: t.arg({ type: EmailMessageFilterInput, description: 'Which emails; all without.' }),
      ...pageArgs(t.arg),
    },
    resolve: async (_root, args, { store }) => {
      const query = toPageQuery('emailMessages', args);
      const narrow = toPerson(args.filter);
      const page = await store.listRecords({ ...query, object: 'emailMessage', ...narrow });
      return toConnection('emailMessages', page, query);
    },
  }),
  tasks: t.field({
    type: TaskConnectionType,
    description: 'The tasks of the platform, deleted ones among them, in a stable order.',
    complexity: pageComplexity,
    args: {
      filter: t.arg({ type: TaskFilterInput, description: 'Which tasks; all without.' }),
      ...pageArgs(t.arg),
    },
    resolve: async (_root, args, { store }) => {
      const query = toPageQuery('tasks', args);
      const page = await store.listRecords({ ...query, object: 'task', ...toPerson(args.filter) });
      return toConnection('tasks', page, query);
    },
  }),
}));
