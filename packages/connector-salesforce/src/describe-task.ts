import type { Context, FieldDescription, ObjectDescription } from '@concord/core/contract';
import { describeObject } from './describe-object.ts';
import type { ObjectShape } from './objects/object-shape.ts';
import { closedStatuses } from './task-statuses.ts';

/** Tasks as this user sees them, and which statuses mean that one is done. */
export const describeTask = (shape: ObjectShape) => {
  const describe = describeObject(shape);
  return async (context: Context): Promise<ObjectDescription> => {
    const { allows, fields } = await describe(context);
    const closed = await closedStatuses(context);
    return { allows, fields: fields.map((field) => withDoneChoices(field, closed)) };
  };
};

const withDoneChoices = (field: FieldDescription, closed: ReadonlySet<string>): FieldDescription =>
  field.name === 'Status' && field.choices !== null
    ? { ...field, doneChoices: field.choices.filter((choice) => closed.has(choice)) }
    : field;
