import type { Connector, Fields, WriteResult } from '@concord/core/contract';
import { withObjects } from '../planted/wrap.ts';

/** A record that is about to be created or changed. */
export interface Row {
  readonly fields: Fields;
}

/** What becomes of a row of an object before it arrives; `null` where it does. */
export type Refuse = (object: string, row: Row) => WriteResult | null;

/** Makes a call without the rows that are refused; each answer in its row's place. */
async function spare<T extends Row>(
  rows: readonly T[],
  refuse: (row: T) => WriteResult | null,
  call: (free: readonly T[]) => Promise<WriteResult[]>,
): Promise<WriteResult[]> {
  const refusals = rows.map((row) => refuse(row));
  const free = rows.filter((_, at) => refusals[at] === null);
  const answers = (free.length === 0 ? [] : await call(free)).values();
  return refusals.map((refusal) => refusal ?? (answers.next().value as WriteResult));
}

/** Refuses single rows of a call while the others are written; compensating updates go through. */
export const refusingRows = (connector: Connector, refuse: Refuse): Connector =>
  withObjects(connector, (object, name) => {
    if (object.write === undefined) return object;
    const { create, update, guard } = object.write;
    const of = (row: Row) => refuse(name, row);
    return {
      ...object,
      write: {
        ...object.write,
        create: {
          ...create,
          call: (context, drafts) => spare(drafts, of, (free) => create.call(context, free)),
        },
        ...(update && {
          update: {
            ...update,
            call: (context, changes) => spare(changes, of, (free) => update.call(context, free)),
          },
        }),
        guard:
          guard.kind === 'atomic'
            ? {
                ...guard,
                call: (context, changes) => spare(changes, of, (free) => guard.call(context, free)),
              }
            : guard,
      },
    };
  });
