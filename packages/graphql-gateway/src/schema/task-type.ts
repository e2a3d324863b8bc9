import { addActivityFields } from './activity-fields.ts';
import { builder } from './builder.ts';
import { addRecordFields } from './record-fields.ts';
import { TaskType } from './record-refs.ts';

builder.objectType(TaskType, {
  description: 'Something for a person of ours to do; a deleted one stays with that status.',
});

addActivityFields(TaskType);
addRecordFields(TaskType, 'task');

/** A page of tasks. */
export const TaskConnectionType = builder.connectionObject(
  { name: 'TaskConnection', type: TaskType, description: 'A page of tasks.' },
  { name: 'TaskEdge', description: 'A task at its place in the list.' },
);
