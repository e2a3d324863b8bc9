import { setTimeout as wait } from 'node:timers/promises';
import type { SimulatorClient } from './simulator-client.ts';

/** A field of a record that somebody types into while we write. */
export interface PlannedEdit {
  readonly object: string;
  readonly id: string;
  readonly field: string;
}

const pauseMs = 15;

/** Types into one record after another until all are done or `signal` aborts. */
export const editAsPerson = async (
  client: SimulatorClient,
  edits: readonly PlannedEdit[],
  signal: AbortSignal,
): Promise<number> => {
  let made = 0;
  for (const { object, id, field } of edits) {
    if (signal.aborted) break;
    made += Number(await client.edit(object, id, { [field]: `typed by a person (${made})` }));
    await wait(pauseMs);
  }
  return made;
};
