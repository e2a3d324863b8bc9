import { setTimeout as wait } from 'node:timers/promises';
import type { Workplace } from '../registry/demo-crm.ts';

/** A field of a record that somebody types into while we write. */
export interface PlannedEdit {
  readonly object: string;
  readonly id: string;
  readonly field: string;
}

const pauseMs = 15;

/** Types into one record after another until all are done or `signal` aborts. */
export const editAsPerson = async (
  work: Workplace,
  edits: readonly PlannedEdit[],
  signal: AbortSignal,
): Promise<number> => {
  let made = 0;
  for (const { object, id, field } of edits) {
    if (signal.aborted) break;
    const fields = { [field]: `typed by a person (${made})` };
    made += Number(await work.edit({ object, id, fields }));
    await wait(pauseMs);
  }
  return made;
};
