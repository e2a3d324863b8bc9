import { findMissingConnection } from '../find-missing-connection.ts';
import { TaskInputType, toTask } from './activity-inputs.ts';
import { builder } from './builder.ts';
import { toInvalid } from './problem-types.ts';
import { implementReceipt } from './receipt-type.ts';
import { TaskType } from './record-refs.ts';
import { defineResult } from './result-union.ts';
import { syncOptionInputs, toSyncOptions } from './sync-options.ts';

const SuccessType = implementReceipt('SaveTaskSuccess', {
  description: 'The task is stored and its writing asked for, once its person is in the CRM.',
  fields: (t) => ({
    task: t.field({
      type: TaskType,
      description: 'The task as it is stored.',
      resolve: ({ receipt }) => receipt.record,
    }),
  }),
});

const SaveTaskInput = builder.inputType('SaveTaskInput', {
  description: 'A task to bring to the CRMs.',
  fields: (t) => ({
    task: t.field({ type: TaskInputType, required: true, description: 'The task.' }),
    ...syncOptionInputs(t),
    sequence: t.string({ description: 'Name of the Sequence that it belongs to.' }),
  }),
});

builder.mutationField('saveTask', (t) =>
  t.field({
    type: defineResult('SaveTask', SuccessType),
    description: 'Stores a task and asks for it to be written to the CRMs; saved again it changes.',
    args: { input: t.arg({ type: SaveTaskInput, required: true, description: 'What to save.' }) },
    resolve: async (_root, { input }, context) => {
      const missing = await findMissingConnection(input.connectionIds ?? [], context);
      if (missing) return missing;
      const answer = await context.engine.saveTask(toTask(input.task), toSyncOptions(input));
      return answer.ok
        ? { kind: 'success' as const, receipt: answer.value }
        : toInvalid(answer.problems);
    },
  }),
);
