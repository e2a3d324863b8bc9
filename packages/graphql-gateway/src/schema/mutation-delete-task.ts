import { findActivity } from '../find-activity.ts';
import { builder } from './builder.ts';
import { toInvalid } from './problem-types.ts';
import { implementReceipt } from './receipt-type.ts';
import { TaskType } from './record-refs.ts';
import { defineResult } from './result-union.ts';

const SuccessType = implementReceipt('DeleteTaskSuccess', {
  description: 'The task is deleted here, and its removal from the CRMs asked for.',
  fields: (t) => ({
    task: t.field({
      type: TaskType,
      description: 'The task, which stays as a deleted one.',
      resolve: ({ receipt }) => receipt.record,
    }),
  }),
});

const DeleteTaskInput = builder.inputType('DeleteTaskInput', {
  description: 'Which task to delete.',
  fields: (t) => ({
    id: t.id({ required: true, description: "Id of the task, or the platform's own of it." }),
  }),
});

const noTask = (id: string) => ({
  kind: 'not-found' as const,
  id,
  message: 'There is no task with this id.',
  remedy: 'Give the id that the task was saved under, or one from `tasks`.',
});

builder.mutationField('deleteTask', (t) =>
  t.field({
    type: defineResult('DeleteTask', SuccessType),
    description: 'Deletes a task, also from the CRMs that it was written to.',
    args: {
      input: t.arg({ type: DeleteTaskInput, required: true, description: 'Which task.' }),
    },
    resolve: async (_root, { input: { id } }, context) => {
      const task = await findActivity('task', id, context);
      if (task === null) return noTask(id);
      const answer = await context.engine.deleteTask(task.key);
      return answer.ok
        ? { kind: 'success' as const, receipt: answer.value }
        : toInvalid(answer.problems);
    },
  }),
);
