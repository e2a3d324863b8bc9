import type { FieldDescription, FieldValue } from '../contract/index.ts';

/** Whether the value is a status that means done, in a field that holds a task's status. */
export const isDone = (value: FieldValue, { doneChoices }: FieldDescription): boolean =>
  doneChoices?.some((choice) => choice === value) === true;
